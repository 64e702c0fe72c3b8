package io.usher.it.simulation;

import io.usher.it.simulation.Scenario.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is simulated.
 *
 * @param seeds how many pools of the smallest scenarios; they are numbered from 1
 */
record Plan(List<Scenario> scenarios, int seeds) {

    /** How old reports are where the figures to reach are looked at. */
    static final int OLD_REPORTS = 30;

    private static final List<Integer> AGES = List.of(1, 10, OLD_REPORTS);
    private static final int STORM = 10_000;
    /** In a storm on more hosts than this all numbers grow, or most hosts would see nobody. */
    private static final int MOST_HOSTS_FOR_STORM = 1_000;

    private static final int BEFORE_PER_HOST = 25;
    private static final int FULL_SEEDS = 75;
    private static final int QUICK_SEEDS = 2;
    private static final int HOSTS_WITH_ALL_SEEDS = 200;
    private static final int FEWEST_SEEDS = 5;

    Plan {
        scenarios = List.copyOf(scenarios);
    }

    /** What figures are published from. */
    static Plan full() {
        List<Scenario> scenarios = new ArrayList<>(scenarios(200, AGES));
        scenarios.addAll(scenarios(1_000, AGES));
        return new Plan(scenarios, FULL_SEEDS);
    }

    /**
     * How many pools of this scenario. The busiest host of a small pool is a matter of luck, so those are repeated more
     * often than large ones.
     */
    int seedsOf(Scenario scenario) {
        return Math.max(Math.min(seeds, FEWEST_SEEDS), seeds * HOSTS_WITH_ALL_SEEDS / scenario.hosts());
    }

    /** Whether anything is broken; seconds. */
    static Plan quick() {
        return new Plan(scenarios(200, List.of(OLD_REPORTS)), QUICK_SEEDS);
    }

    Plan withHosts(int hosts) {
        List<Integer> ages =
                scenarios.stream().map(Scenario::reportSeconds).distinct().toList();
        return new Plan(scenarios(hosts, ages), seeds);
    }

    Plan withSeeds(int other) {
        return new Plan(scenarios, other);
    }

    private static List<Scenario> scenarios(int hosts, List<Integer> ages) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            ages.stream()
                    .filter(age -> age == OLD_REPORTS || kind.isPlain())
                    .forEach(age -> scenarios.add(scenario(kind, hosts, age)));
        }
        return scenarios;
    }

    private static Scenario scenario(Kind kind, int hosts, int age) {
        int storm = STORM * Math.max(1, hosts / MOST_HOSTS_FOR_STORM);
        int before = kind.demand() == Demand.EQUAL ? 0 : BEFORE_PER_HOST * Math.min(hosts, MOST_HOSTS_FOR_STORM);
        return new Scenario(kind, hosts, before, storm, age);
    }
}
