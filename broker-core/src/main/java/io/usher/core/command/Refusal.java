package io.usher.core.command;

import java.util.List;

/**
 * A command was not carried out.
 *
 * @param details what was expected and what was found, in a fixed order
 */
public record Refusal(RefusalReason reason, List<Detail> details) implements Reply {

    public Refusal {
        details = List.copyOf(details);
    }

    /**
     * A refusal with details.
     *
     * @param keysAndValues key, value, key, value …
     */
    public static Refusal of(RefusalReason reason, Object... keysAndValues) {
        Detail[] details = new Detail[keysAndValues.length / 2];
        for (int i = 0; i < details.length; i++) {
            details[i] = new Detail(keysAndValues[2 * i].toString(), keysAndValues[2 * i + 1].toString());
        }
        return new Refusal(reason, List.of(details));
    }

    /** One variable part of the message. */
    public record Detail(String key, String value) {}
}
