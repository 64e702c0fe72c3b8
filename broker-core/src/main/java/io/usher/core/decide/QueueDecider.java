package io.usher.core.decide;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.Answer.Granted;
import io.usher.core.command.Answer.QueueMoved;
import io.usher.core.command.AssignSession;
import io.usher.core.command.CommandContext;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.LeaveQueue;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event;
import io.usher.core.event.Event.QueueEntryChanged;
import io.usher.core.event.Event.QueueLeft;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Rules of the queue, apart from how one gets into it. */
final class QueueDecider {

    private final BrokerView view;
    private final CommandContext context;

    QueueDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    /** What the first who waits has asked for is decided again, as if they asked now. */
    Ruling admit(AdmitNext command) {
        if (view.pool(command.pool()).isEmpty()) {
            return moved(List.of());
        }
        Optional<QueueEntry> next = QueueOrder.next(view, command.pool());
        if (next.isEmpty()) {
            return moved(List.of());
        }
        QueueEntry entry = next.get();
        if (!entry.times().deadline().isAfter(context.now())) {
            return moved(List.of(timedOut(entry)));
        }
        Ruling ruling =
                new AssignmentDecider(view, context.inAnswerTo(entry.request())).assign(AssignSession.of(entry.wish()));
        List<Event> events = new ArrayList<>(ruling.events());
        if (!(ruling.reply() instanceof Granted)) {
            events.add(new QueueLeft(entry, context.now(), ruling.reply()));
        }
        return new Ruling(new QueueMoved(1), events);
    }

    Ruling leave(LeaveQueue command) {
        Optional<QueueEntry> entry = view.queueEntry(command.id());
        return entry.map(found -> Ruling.done(left(found, RefusalReason.WAIT_CANCELLED)))
                .orElseGet(() -> Ruling.refuse(RefusalReason.NOT_WAITING, "entry", command.id()));
    }

    Ruling keep(KeepWaiting command) {
        List<Event> events = new ArrayList<>();
        for (QueueEntryId id : new TreeSet<>(command.ids())) {
            view.queueEntry(id)
                    .map(entry -> new QueueEntryChanged(entry.renewed(context.now())))
                    .ifPresent(events::add);
        }
        return moved(events);
    }

    Ruling expire(ExpireQueue command) {
        List<Event> events = new ArrayList<>();
        for (QueueEntry entry : view.dueQueueEntries(context.now(), command.limit())) {
            boolean waitedEnough = !entry.times().deadline().isAfter(context.now());
            events.add(waitedEnough ? timedOut(entry) : left(entry, RefusalReason.CLIENT_GONE));
        }
        return moved(events);
    }

    private Event timedOut(QueueEntry entry) {
        return left(entry, RefusalReason.WAIT_TIMED_OUT);
    }

    private Event left(QueueEntry entry, RefusalReason reason) {
        return new QueueLeft(
                entry, context.now(), Refusal.of(reason, "entry", entry.id(), "resource", entry.resource()));
    }

    private static Ruling moved(List<Event> events) {
        return new Ruling(new QueueMoved(events.size()), events);
    }
}
