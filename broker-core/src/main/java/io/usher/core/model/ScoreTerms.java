package io.usher.core.model;

/**
 * What a score is made of, in millionths of the host's capacity; a counter that is switched off gives 0.
 *
 * @param sessions seats taken over seats
 * @param memory memory used, seats in flight included, over memory present
 * @param cpu processor share used, seats in flight included
 */
public record ScoreTerms(long sessions, long memory, long cpu) {

    /** Of a host that was not scored. */
    public static final ScoreTerms NONE = new ScoreTerms(0, 0, 0);

    public long sum() {
        return sessions + memory + cpu;
    }
}
