package io.usher.node.api.mapping;

import io.usher.core.command.Answer.Queued;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.state.BrokerView;
import java.util.SortedMap;
import java.util.TreeMap;

/** Places in the queue. */
public final class QueueMapping {

    private QueueMapping() {}

    /** The position of everybody who waits, from 1. Runs under the read lock: one pass over the queues. */
    public static SortedMap<QueueEntryId, Integer> positions(BrokerView view) {
        SortedMap<QueueEntryId, Integer> positions = new TreeMap<>();
        if (!view.queueEntries().isEmpty()) {
            view.pools().forEach(pool -> {
                int position = 0;
                for (QueueEntry entry : view.queueOf(pool.id())) {
                    positions.merge(entry.id(), ++position, Integer::min);
                }
            });
        }
        return positions;
    }

    /** A place that was given up since it was taken. */
    public static io.usher.proto.v1.QueueEntry ended(Queued queued) {
        return io.usher.proto.v1.QueueEntry.newBuilder()
                .setName(Names.of(queued.entry()))
                .setDeadline(Times.of(queued.deadline()))
                .build();
    }

    /** A place with its position. */
    public static io.usher.proto.v1.QueueEntry toProto(QueueEntry entry, int position) {
        return io.usher.proto.v1.QueueEntry.newBuilder()
                .setName(Names.of(entry.id()))
                .setUser(entry.user().value())
                .setResource(Names.of(entry.resource()))
                .setPosition(position)
                .setEnterTime(Times.of(entry.times().since()))
                .setDeadline(Times.of(entry.times().deadline()))
                .setClientName(entry.wish().client().name())
                .setClientAddress(entry.wish().client().address())
                .setTurn(entry.turn())
                .build();
    }
}
