package io.usher.core.command;

import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Origin;
import io.usher.core.model.RequestId;
import java.util.Optional;

/**
 * What comes with a command in the log.
 *
 * @param position where the command stands
 * @param proposed time that the primary stamped; the core never lets time go backwards
 * @param request the caller's id of the request; empty for the primary's own commands, which are harmless to repeat
 * @param origin who asked for it; empty for what the brokers do by themselves, and for everyday commands
 */
public record CommandContext(
        LogPosition position, LogTime proposed, Optional<RequestId> request, Optional<Origin> origin) {

    /** What comes with a command that nobody is asked about. */
    public CommandContext(LogPosition position, LogTime proposed, Optional<RequestId> request) {
        this(position, proposed, request, Optional.empty());
    }

    /** Checks that the positions which the core makes up cannot be those of other commands. */
    public CommandContext {
        if (position.index() < 1 || position.ordinal() >= LogPosition.MAX_COMMANDS) {
            throw new IllegalArgumentException("a command must stand in an entry from 1, at 0 to "
                    + (LogPosition.MAX_COMMANDS - 1) + ", found " + position);
        }
    }

    public CommandContext notBefore(LogTime now) {
        return now.isAfter(proposed) ? new CommandContext(position, now, request, origin) : this;
    }

    /** The same command on behalf of a request that came before it. */
    public CommandContext inAnswerTo(Optional<RequestId> earlier) {
        return new CommandContext(position, proposed, earlier, origin);
    }

    /** Log time of the command. */
    public LogTime now() {
        return proposed;
    }
}
