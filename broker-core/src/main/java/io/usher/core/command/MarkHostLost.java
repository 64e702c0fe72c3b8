package io.usher.core.command;

import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import java.time.Duration;

/**
 * Declares a host lost and its sessions with it. Refused unless the silence was longer than the site's lost-after, so
 * that the host's own lease is certainly over.
 *
 * @param incarnation the life that fell silent; a host that has registered again is not lost
 * @param silence how long the proposing primary has heard nothing, measured on its own clock; 0 to 100 years
 */
public record MarkHostLost(HostId host, HostIncarnation incarnation, Duration silence) implements Command {

    private static final Duration MAX_SILENCE = Duration.ofDays(36_525);

    /** Checks what would otherwise fail only when the command is carried out. */
    public MarkHostLost {
        if (silence.isNegative() || silence.compareTo(MAX_SILENCE) > 0) {
            throw new IllegalArgumentException("silence must be 0 to " + MAX_SILENCE + ", found " + silence);
        }
    }

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
