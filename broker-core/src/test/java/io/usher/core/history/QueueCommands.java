package io.usher.core.history;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.Command;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.LeaveQueue;
import io.usher.core.model.LogPosition;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.state.BrokerView;
import java.util.List;

/** What the primary, brokers and people do about the queue. */
final class QueueCommands {

    private final Chance chance;

    QueueCommands(Chance chance) {
        this.chance = chance;
    }

    Command admit() {
        return new AdmitNext(chance.oneOf(Names.USED_POOLS));
    }

    Command leave(BrokerView view) {
        return new LeaveQueue(anyEntry(view));
    }

    Command keep(BrokerView view) {
        return new KeepWaiting(List.of(anyEntry(view), anyEntry(view)));
    }

    Command expire() {
        return new ExpireQueue(chance.between(1, 3));
    }

    private QueueEntryId anyEntry(BrokerView view) {
        return view.queueEntries().isEmpty() || chance.percent(5)
                ? new QueueEntryId(new LogPosition(chance.between(1, 99), 0))
                : chance.oneOf(view.queueEntries().stream().map(QueueEntry::id).toList());
    }
}
