package io.usher.node.replication;

import io.usher.core.command.Reply;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;

/**
 * A command was committed and applied.
 *
 * @param position where it stands in the log; for a repeated request, where the repetition stands
 * @param time log time of the command
 * @param reply what the core answered or refused
 */
public record Committed(LogPosition position, LogTime time, Reply reply) {}
