package io.usher.core.decide;

import io.usher.core.command.Answer.Queued;
import io.usher.core.command.AssignSession;
import io.usher.core.command.CommandContext;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event.DecisionRecorded;
import io.usher.core.event.Event.QueueEntryChanged;
import io.usher.core.model.Decision;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.QueueTimes;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.List;
import java.util.Optional;

/** How one gets into the queue: a user has one place for a resource, and asking again keeps it. */
final class QueueEntrance {

    private final BrokerView view;
    private final CommandContext context;

    QueueEntrance(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    /** The place where a user waits for a resource. */
    static Optional<QueueEntry> placeOf(BrokerView view, UserName user, ResourceId resource) {
        return view.queueEntriesOf(user).stream()
                .filter(entry -> entry.resource().equals(resource))
                .findFirst();
    }

    /**
     * Takes a place, or keeps the one that the user has.
     *
     * @param command by one who may wait
     * @param decision that there is no seat
     */
    Ruling enter(AssignSession command, Resource resource, Decision decision) {
        Optional<QueueEntry> place = placeOf(view, command.user(), command.resource());
        if (place.isPresent()) {
            return queued(place.get().prolonged(context.now(), command.mayWait().orElseThrow()), decision);
        }
        List<QueueEntry> own = view.queueEntriesOf(command.user());
        if (own.size() >= Limits.QUEUE_OF_USER) {
            return full(command, "user " + command.user(), Limits.QUEUE_OF_USER);
        }
        if (view.queueEntries().size() >= Limits.QUEUE) {
            return full(command, "site", Limits.QUEUE);
        }
        Optional<PoolId> crowded = resource.settings().pools().stream()
                .filter(pool -> view.queueOf(pool).size() >= Limits.QUEUE_OF_POOL)
                .findFirst();
        if (crowded.isPresent()) {
            return full(command, "pool " + crowded.get(), Limits.QUEUE_OF_POOL);
        }
        QueueEntry entry = new QueueEntry(
                new QueueEntryId(context.position()),
                command.wish(),
                own.size(),
                QueueTimes.from(context.now(), command.mayWait().orElseThrow()),
                context.request());
        return queued(entry, decision);
    }

    private static Ruling queued(QueueEntry entry, Decision decision) {
        return Ruling.answer(
                new Queued(entry.id(), entry.times().deadline()),
                new QueueEntryChanged(entry),
                new DecisionRecorded(decision));
    }

    private static Ruling full(AssignSession command, String queue, int bound) {
        return Ruling.refuse(RefusalReason.QUEUE_FULL, "resource", command.resource(), "queue", queue, "bound", bound);
    }
}
