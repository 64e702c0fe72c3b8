package io.usher.node.cli.output;

import io.usher.proto.v1.QueueEntry;
import java.time.Instant;
import java.util.List;

/** Those who wait in tables. */
public final class QueueView {
    private QueueView() {}

    /** Creates the view of a moment, from which times count. */
    public static View<QueueEntry> at(Instant now) {
        return new View<>(
                QueueEntry::getName,
                List.of(
                        Column.of("NAME", entry -> Wording.id(entry.getName())),
                        Column.of("POSITION", entry -> Integer.toString(entry.getPosition())),
                        Column.of("USER", QueueEntry::getUser),
                        Column.of("RESOURCE", entry -> Wording.id(entry.getResource())),
                        Column.of("WAITS", entry -> Wording.age(entry.getEnterTime(), now)),
                        Column.of("GIVES-UP", entry -> Wording.until(entry.getDeadline(), now)),
                        Column.wide("TURN", entry -> Integer.toString(entry.getTurn() + 1)),
                        Column.wide("CLIENT", QueueEntry::getClientName),
                        Column.wide("ADDRESS", QueueEntry::getClientAddress)));
    }
}
