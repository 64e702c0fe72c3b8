package io.usher.core.model;

/**
 * What a score is made of, in millionths: of the host's capacity, times the counter's weight, for the resource-based
 * method; of one session for methods that count sessions. A counter that does not count gives 0.
 *
 * @param sessions seats taken, over seats where ratios are compared
 * @param memory memory used, seats in flight included, over memory present
 * @param cpu processor share used, seats in flight included
 * @param custom the counters of the administrator's own together, seats in flight included
 * @param weight of the host, which the sum is divided by; 100 where the method does not look at weights
 */
public record ScoreTerms(long sessions, long memory, long cpu, long custom, int weight) {

    /** One whole: a host's capacity, or one session. */
    public static final long ONE = 1_000_000;
    /** Of a host that was not scored. */
    public static final ScoreTerms NONE = new ScoreTerms(0, 0, 0, 0, EffectiveHostPolicy.DEFAULT_WEIGHT);

    /** The terms of a method that counts sessions. */
    public static ScoreTerms ofSessions(int sessions, int weight) {
        return new ScoreTerms(sessions * ONE, 0, 0, 0, weight);
    }

    /**
     * The sum over the weight, in millionths at usual weight; what is below is cut off. Yet no two hosts become equal
     * whose sessions over weight differ: two such fractions differ by 1/10000² at least, which is one step of the
     * total.
     */
    public long total() {
        return (sessions + memory + cpu + custom) * EffectiveHostPolicy.DEFAULT_WEIGHT / weight;
    }
}
