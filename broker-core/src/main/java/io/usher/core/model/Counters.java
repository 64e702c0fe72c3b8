package io.usher.core.model;

/**
 * Which ratios the resource-based method adds up. At least one is on.
 *
 * @param sessions seats taken over the most that the host may have
 * @param memory bytes used over bytes present
 * @param cpu share of processor time used
 */
public record Counters(boolean sessions, boolean memory, boolean cpu) {

    /** All counters on, the default. */
    public static final Counters ALL = new Counters(true, true, true);

    public Counters {
        if (!sessions && !memory && !cpu) {
            throw new IllegalArgumentException("at least one counter must be on, found none");
        }
    }
}
