package io.usher.core.model;

/**
 * What became of an action, and when.
 *
 * @param reason for people, at most 256 characters; empty where the state says all
 * @param since when the state began
 * @param changed position of the command with which it began
 */
public record ActionOutcome(ActionState state, String reason, LogTime since, LogPosition changed) {

    /** Longest reason in characters. */
    public static final int MAX_REASON = 256;

    public ActionOutcome {
        requireReason(reason);
    }

    /** Throws {@link IllegalArgumentException} when the reason is too long or no text. */
    public static void requireReason(String reason) {
        Identifier.requireText("reason", reason, MAX_REASON);
    }
}
