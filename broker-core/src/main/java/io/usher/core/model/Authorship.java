package io.usher.core.model;

/**
 * Who did something to an object, and when.
 *
 * @param at log time
 * @param by the name that was proven, with its kind in front, at most {@link Origin#MAX_IDENTITY} characters; empty for
 *     what the brokers do by themselves
 */
public record Authorship(LogTime at, String by) {

    /** Releases of lower levels do not keep it. */
    public static final FeatureLevel LEVEL = new FeatureLevel(2);

    public Authorship {
        Identifier.requireText("identity", by, Origin.MAX_IDENTITY);
    }

    /** The same, with the name of somebody who says later that it was their doing; whoever is known already stays. */
    public Authorship orBy(String identity) {
        return by.isEmpty() ? new Authorship(at, identity) : this;
    }
}
