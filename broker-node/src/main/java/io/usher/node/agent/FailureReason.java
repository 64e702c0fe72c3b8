package io.usher.node.agent;

import io.usher.core.model.ActionOutcome;
import io.usher.node.agent.session.SessionSourceException;

/** Why an order was not carried out, as the brokers take it: one line, not too long. */
final class FailureReason {

    private FailureReason() {}

    static String of(SessionSourceException failure) {
        StringBuilder line = new StringBuilder();
        String.valueOf(failure.getMessage())
                .codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .takeWhile(c -> line.length() + Character.charCount(c) <= ActionOutcome.MAX_REASON)
                .forEach(line::appendCodePoint);
        String text = line.toString().strip();
        return text.isEmpty() ? failure.kind().name() : text;
    }
}
