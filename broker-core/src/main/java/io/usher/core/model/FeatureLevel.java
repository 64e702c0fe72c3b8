package io.usher.core.model;

/**
 * What the brokers of a site may write into its log. Each release knows the highest level that it can carry out; a site
 * stays at its own until an operator raises it, which is when every broker can. Until then the previous release can be
 * started again.
 *
 * @param value from 1
 */
public record FeatureLevel(int value) implements Comparable<FeatureLevel> {

    /** That of version 0.1, and of every state that does not name one. */
    public static final FeatureLevel FIRST = new FeatureLevel(1);

    /** The level itself is replicated, and raised by command. */
    private static final int HIGHEST = 2;

    public FeatureLevel {
        Range.require("feature level", value, 1, Integer.MAX_VALUE);
    }

    /** The highest that this release can carry out. */
    public static FeatureLevel highest() {
        return new FeatureLevel(HIGHEST);
    }

    /** Whether what needs the other level can be carried out at this one. */
    public boolean covers(FeatureLevel needed) {
        return value >= needed.value;
    }

    @Override
    public int compareTo(FeatureLevel other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
