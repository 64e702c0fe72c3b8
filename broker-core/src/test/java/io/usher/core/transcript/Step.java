package io.usher.core.transcript;

import io.usher.core.Broker;
import io.usher.core.Outcome;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.RequestId;
import java.util.Optional;

/**
 * One command as it stands in a log.
 *
 * @param proposed what the primary stamped; may go back
 */
public record Step(LogPosition position, LogTime proposed, Optional<RequestId> request, Command command) {

    public Outcome applyTo(Broker broker) {
        return broker.apply(new CommandContext(position, proposed, request), command);
    }
}
