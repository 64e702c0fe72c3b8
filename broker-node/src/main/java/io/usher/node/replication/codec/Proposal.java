package io.usher.node.replication.codec;

import io.usher.core.command.Command;
import io.usher.core.model.Origin;
import io.usher.core.model.RequestId;
import java.util.Optional;

/**
 * A command and the request it came in.
 *
 * @param request the caller's request id; empty for commands that are harmless to repeat
 * @param origin who asked for it; empty for what nobody is asked about
 */
public record Proposal(Optional<RequestId> request, Command command, Optional<Origin> origin) {

    /** A command that nobody is asked about. */
    public Proposal(Optional<RequestId> request, Command command) {
        this(request, command, Optional.empty());
    }
}
