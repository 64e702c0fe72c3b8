package io.usher.it.simulation;

/**
 * A host of the simulated pool.
 *
 * @param cores processors, at least 1; memory grows with them
 * @param seats most sessions, at least 1
 * @param weight share of load relative to other hosts of any size, 1 to 10000; 100 is usual
 */
record Machine(int cores, int seats, int weight) {

    static final int USUAL_WEIGHT = 100;
    /** What a host carries at full use with average sessions is four fifths of its processors and memory. */
    static final int SEATS_PER_CORE = 8;

    private static final long MEMORY_PER_CORE = 4L << 30;

    /** A host with as many seats as it can carry. */
    static Machine ofSize(int cores) {
        return new Machine(cores, cores * SEATS_PER_CORE, USUAL_WEIGHT);
    }

    Machine withSeats(int other) {
        return new Machine(cores, other, weight);
    }

    Machine withWeight(int other) {
        return new Machine(cores, seats, other);
    }

    long memoryBytes() {
        return cores * MEMORY_PER_CORE;
    }

    /** The load that is this host's due relative to others: its size, and what its weight makes of it. */
    double share() {
        return (double) cores * weight / USUAL_WEIGHT;
    }
}
