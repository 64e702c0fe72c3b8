package io.usher.node.replication.codec;

import io.usher.core.command.Command;
import io.usher.core.model.RequestId;
import java.util.Optional;

/**
 * A command and the request it came in.
 *
 * @param request the caller's request id; empty for commands that are harmless to repeat
 */
public record Proposal(Optional<RequestId> request, Command command) {}
