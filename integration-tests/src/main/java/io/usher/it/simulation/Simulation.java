package io.usher.it.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** One pool, one algorithm, one seed. Logons, hosts and their rhythm follow from the seed alone. */
final class Simulation {

    private static final long TICK_MILLIS = 500;

    private record Arrival(Logon logon, int host) {}

    private final Scenario scenario;
    private final List<Machine> machines;
    private final List<Logon> logons;
    private final int[] firstMeasure;
    private final Fleet fleet;
    private final Algorithm algorithm;
    private final List<List<Report>> onTheirWay = new ArrayList<>();
    private final PriorityQueue<Arrival> travelling = new PriorityQueue<>(
            Comparator.comparingLong((Arrival arrival) -> arrival.logon().arrivesAtMillis())
                    .thenComparingInt(arrival -> arrival.logon().user()));
    private int next;
    private int turnedAway;

    private Simulation(Scenario scenario, Contender contender, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        this.scenario = scenario;
        machines = scenario.machines();
        logons = scenario.logons(chance.split());
        firstMeasure = chance.split().ints(machines.size(), 0, period()).toArray();
        fleet = new Fleet(machines);
        algorithm = contender.algorithm(machines, chance.split());
    }

    /** Fills the pool and looks how evenly it was done. */
    static Balance run(Scenario scenario, Contender contender, long seed) {
        return new Simulation(scenario, contender, seed).run();
    }

    private Balance run() {
        // One round of reports comes before the first logon, so that every host has been heard of.
        long now = -(period() + delay() + 1) * TICK_MILLIS;
        for (int tick = 0; now < scenario.endMillis(); tick++, now += TICK_MILLIS) {
            exchangeReports(tick, now);
            happenUntil(now + TICK_MILLIS);
        }
        return Balance.of(machines, fleet, now, turnedAway);
    }

    /** Ticks between two reports of a host. */
    private int period() {
        return (int) (scenario.reportSeconds() * 1000L / TICK_MILLIS);
    }

    /** Ticks from measuring until the broker has the report. */
    private int delay() {
        return period() / 2;
    }

    private void exchangeReports(int tick, long now) {
        List<Report> measured = new ArrayList<>();
        for (int host = 0; host < firstMeasure.length; host++) {
            if (tick % period() == firstMeasure[host]) {
                measured.add(fleet.measure(host, now, algorithm.mark()));
            }
        }
        onTheirWay.add(measured);
        if (tick >= delay()) {
            algorithm.reported(onTheirWay.set(tick - delay(), List.of()), Math.max(now, 0));
        }
    }

    /** Logons and arrivals before that time, in their order. */
    private void happenUntil(long until) {
        while (true) {
            long logonAt = next < logons.size() ? logons.get(next).atMillis() : Long.MAX_VALUE;
            long arrivalAt = travelling.isEmpty()
                    ? Long.MAX_VALUE
                    : travelling.element().logon().arrivesAtMillis();
            if (Math.min(logonAt, arrivalAt) >= until) {
                return;
            }
            if (arrivalAt <= logonAt) {
                Arrival arrival = travelling.remove();
                fleet.arrive(arrival.host(), arrival.logon(), arrivalAt);
                algorithm.arrived(arrival.logon(), arrivalAt);
            } else {
                place(logons.get(next++));
            }
        }
    }

    private void place(Logon logon) {
        OptionalInt host = algorithm.place(logon);
        if (host.isPresent()) {
            travelling.add(new Arrival(logon, host.getAsInt()));
        } else {
            turnedAway++;
        }
    }
}
