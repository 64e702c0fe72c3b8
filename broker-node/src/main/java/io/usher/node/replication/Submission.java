package io.usher.node.replication;

import io.usher.core.command.Command;
import io.usher.core.model.Origin;
import io.usher.core.model.RequestId;
import java.util.Optional;

/**
 * A command on its way into the log.
 *
 * @param request the caller's request id; empty only for commands that are harmless to repeat
 * @param deadline when the caller stops waiting; a command that has not entered the log by then never will
 * @param origin who asked for it; empty for what nobody is asked about
 */
public record Submission(Command command, Optional<RequestId> request, Deadline deadline, Optional<Origin> origin) {

    /** A command that nobody is asked about. */
    public Submission(Command command, Optional<RequestId> request, Deadline deadline) {
        this(command, request, deadline, Optional.empty());
    }
}
