package io.usher.core.model;

import java.time.Duration;

/**
 * What is to be done, and how long it may take.
 *
 * @param title of a message, at most 128 characters; empty for none, and for what is no message
 * @param text of a message, 1 to 1000 characters; empty for what is no message
 * @param timeout after which it counts as not done if nothing was heard of it, 5 s to 1 h
 */
public record ActionOrder(ActionKind kind, String title, String text, Duration timeout) {

    /** Longest title in characters. */
    public static final int MAX_TITLE = 128;
    /** Longest text in characters. */
    public static final int MAX_TEXT = 1_000;
    /** How long an action may take of which nothing else is said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    public ActionOrder {
        requireMessage(kind, title, text);
        Range.require("timeout of an action", timeout, MIN_TIMEOUT, MAX_TIMEOUT);
    }

    /** An order without words that may take as long as usual. */
    public static ActionOrder of(ActionKind kind) {
        return new ActionOrder(kind, "", "", DEFAULT_TIMEOUT);
    }

    /** Throws {@link IllegalArgumentException} unless a message has a text, and nothing else has one. */
    public static void requireMessage(ActionKind kind, String title, String text) {
        Identifier.requireText("title of a message", title, MAX_TITLE);
        Identifier.requireText("text of a message", text, MAX_TEXT);
        boolean isMessage = kind == ActionKind.MESSAGE;
        if (isMessage == text.isEmpty() || (!isMessage && !title.isEmpty())) {
            throw new IllegalArgumentException("a message must have a text and nothing else may, found '" + text
                    + "' titled '" + title + "' for " + kind);
        }
    }
}
