package io.usher.it.simulation;

import io.usher.it.bench.Spread;
import io.usher.it.simulation.Scenario.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The figures to reach, and what was reached. One line for each pool with old reports. */
final class Goal {

    /** The busiest host over the mean, on equal hosts with old reports. */
    static final double BUSIEST_OF_EQUAL_HOSTS = 1.02;

    private Goal() {}

    static List<String> all(SimulationReport report) {
        List<String> lines = new ArrayList<>();
        report.scenarios().stream()
                .filter(scenario -> scenario.reportSeconds() == Plan.OLD_REPORTS)
                .filter(scenario -> scenario.kind() == Kind.EQUAL)
                .forEach(scenario -> lines.add(nearTheMean(report, scenario)));
        report.scenarios().stream()
                .filter(scenario -> scenario.reportSeconds() == Plan.OLD_REPORTS)
                .filter(scenario -> scenario.kind().demand() == Demand.HEAVY_TAILED)
                .forEach(scenario -> lines.add(betterThanAll(report, scenario)));
        return lines;
    }

    private static String nearTheMean(SimulationReport report, Scenario scenario) {
        Spread busiest = Spread.of(report.busiest(scenario, Contender.USHER));
        return line(
                "Q1",
                scenario,
                busiest.text(3),
                String.format(Locale.ROOT, "goal %.2f", BUSIEST_OF_EQUAL_HOSTS),
                busiest.median() <= BUSIEST_OF_EQUAL_HOSTS);
    }

    private static String betterThanAll(SimulationReport report, Scenario scenario) {
        Contender best = List.of(Contender.values()).stream()
                .filter(contender -> contender != Contender.USHER)
                .min(Comparator.comparingDouble(contender ->
                        Spread.of(report.busiest(scenario, contender)).median()))
                .orElseThrow();
        List<Double> ushers = report.busiest(scenario, Contender.USHER);
        List<Double> others = report.busiest(scenario, best);
        Spread usher = Spread.of(ushers);
        Spread other = Spread.of(others);
        long wins = IntStream.range(0, ushers.size())
                .filter(seed -> ushers.get(seed) < others.get(seed))
                .count();
        return line(
                "Q2",
                scenario,
                usher.text(2),
                "best other " + other.text(2) + " " + best.heading() + ", better in " + wins + " of " + ushers.size(),
                usher.median() < other.median());
    }

    private static String line(String name, Scenario scenario, String usher, String against, boolean reached) {
        return String.format(
                Locale.ROOT,
                "%s  %-15s%,7d hosts: Usher %s, %s: %s%n",
                name,
                scenario.kind().text(),
                scenario.hosts(),
                usher,
                against,
                reached ? "reached" : "MISSED");
    }
}
