package io.usher.core;

import io.usher.core.command.Reply;
import io.usher.core.event.Event;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import java.util.List;

/**
 * What came of a command.
 *
 * @param position where the command stands
 * @param time log time of the command
 * @param reply for the caller
 * @param events facts in the order in which they were written; none for a repeated request
 */
public record Outcome(LogPosition position, LogTime time, Reply reply, List<Event> events) {

    public Outcome {
        events = List.copyOf(events);
    }
}
