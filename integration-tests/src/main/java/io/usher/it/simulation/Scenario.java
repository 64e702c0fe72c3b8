package io.usher.it.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens to a pool: perhaps a quiet time, in which people come evenly, and then a storm of logons.
 *
 * @param kind what the hosts are like
 * @param hosts how many there are
 * @param before logons in the quiet time of five minutes; 0 for a pool that is empty when the storm begins
 * @param storm logons within one minute
 * @param reportSeconds how old a load report is on average: hosts measure this often, and it takes half as long until
 *     the broker has the report
 */
record Scenario(Kind kind, int hosts, int before, int storm, int reportSeconds) {

    /** What the hosts and sessions of a pool are like. */
    enum Kind {
        EQUAL("equal"),
        EQUAL_DEFAULT_SEATS("equal, 250 seats"),
        EQUAL_VARIED_STARTS("uneven starts"),
        MIXED("mixed"),
        MIXED_WEIGHTS("mixed, weighted");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** Whether this is one of the two usual kinds, of which the others are variations. */
        boolean isPlain() {
            return this == EQUAL || this == MIXED;
        }

        boolean isEqual() {
            return this != MIXED && this != MIXED_WEIGHTS;
        }

        Demand demand() {
            return isEqual() ? Demand.EQUAL : Demand.HEAVY_TAILED;
        }

        /** From arrival until a session takes all that it will take. */
        long startMillis(SplittableRandom chance) {
            return this == EQUAL || this == EQUAL_DEFAULT_SEATS
                    ? Fleet.SUPPOSED_START_MILLIS
                    : chance.nextLong(LEAST_START_MILLIS, MOST_START_MILLIS);
        }

        /** The host of that number. Sizes and weights are mixed so that every size has every weight. */
        Machine machine(int number) {
            Machine mixed = Machine.ofSize(MIXED_CORES.get(number % MIXED_CORES.size()));
            return switch (this) {
                case EQUAL, EQUAL_VARIED_STARTS -> Machine.ofSize(EQUAL_CORES);
                case EQUAL_DEFAULT_SEATS -> Machine.ofSize(EQUAL_CORES).withSeats(DEFAULT_SEATS);
                case MIXED -> mixed;
                case MIXED_WEIGHTS ->
                    mixed.withWeight(
                            MIXED_WEIGHTS_IN_TURN.get(number / MIXED_CORES.size() % MIXED_WEIGHTS_IN_TURN.size()));
            };
        }
    }

    private static final int EQUAL_CORES = 8;
    private static final int DEFAULT_SEATS = 250;
    private static final List<Integer> MIXED_CORES = List.of(4, 8, 16, 32);
    private static final List<Integer> MIXED_WEIGHTS_IN_TURN = List.of(100, 50, 75);

    private static final long QUIET_MILLIS = 300_000;
    private static final long STORM_MILLIS = 60_000;
    private static final long SETTLING_MILLIS = 60_000;
    private static final long LEAST_WAY_MILLIS = 1_000;
    private static final long MOST_WAY_MILLIS = 4_000;
    private static final long LEAST_START_MILLIS = 10_000;
    private static final long MOST_START_MILLIS = 30_000;

    List<Machine> machines() {
        List<Machine> machines = new ArrayList<>(hosts);
        for (int number = 0; number < hosts; number++) {
            machines.add(kind.machine(number));
        }
        return machines;
    }

    /** When the storm is over and every session takes what it takes. */
    long endMillis() {
        return quietMillis() + STORM_MILLIS + SETTLING_MILLIS;
    }

    /** Everybody who comes, in the order in which they ask. */
    List<Logon> logons(SplittableRandom chance) {
        List<Logon> logons = new ArrayList<>(before + storm);
        for (int user = 0; user < before + storm; user++) {
            boolean early = user < before;
            long at = early ? chance.nextLong(QUIET_MILLIS) : quietMillis() + chance.nextLong(STORM_MILLIS);
            long arrives = at + chance.nextLong(LEAST_WAY_MILLIS, MOST_WAY_MILLIS);
            long start = kind.startMillis(chance);
            logons.add(new Logon(user, at, arrives, start, kind.demand().cores(chance)));
        }
        logons.sort(Comparator.comparingLong(Logon::atMillis).thenComparingInt(Logon::user));
        return logons;
    }

    private long quietMillis() {
        return before == 0 ? 0 : QUIET_MILLIS;
    }
}
