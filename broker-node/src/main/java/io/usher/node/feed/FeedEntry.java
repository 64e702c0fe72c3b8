package io.usher.node.feed;

import io.usher.core.event.Event;
import io.usher.core.model.LogTime;
import java.util.List;

/**
 * Everything that one revision changed.
 *
 * @param revision index of the log entry
 * @param time log time of its last command
 * @param events of all its commands, in log order
 */
public record FeedEntry(long revision, LogTime time, List<Event> events) {

    public FeedEntry {
        events = List.copyOf(events);
    }
}
