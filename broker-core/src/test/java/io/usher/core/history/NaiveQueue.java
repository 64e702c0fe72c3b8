package io.usher.core.history;

import io.usher.core.command.AssignSession;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event.QueueLeft;
import io.usher.core.history.NaivePlacement.Found;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.Resource;
import io.usher.core.model.UserName;
import io.usher.core.state.StateImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The queue as the documents tell it, looked through from the beginning. */
final class NaiveQueue {

    private static final int MOST_OF_USER = 8;

    private NaiveQueue() {}

    /** Who waits for a seat in a pool: first places before second ones, then in order of arrival. */
    static List<QueueEntry> of(StateImage image, PoolId pool) {
        List<QueueEntry> queue = new ArrayList<>();
        for (int turn = 0; queue.size() < image.waiting().entries().size() && turn < MOST_OF_USER; turn++) {
            for (QueueEntry entry : image.waiting().entries()) {
                if (entry.turn() == turn
                        && resource(image, entry).settings().pools().contains(pool)) {
                    queue.add(entry);
                }
            }
        }
        return queue;
    }

    /** Who would have to be passed over if the asker got a seat of the pool. */
    static Optional<QueueEntry> overtaken(StateImage image, PoolId pool, UserName user, Resource wanted) {
        for (QueueEntry entry : of(image, pool)) {
            if (entry.user().equals(user) && entry.resource().equals(wanted.id())) {
                return Optional.empty();
            }
            boolean isServed = NaiveLabels.suitable(image, pool, resource(image, entry)).stream()
                    .anyMatch(Found::mayTakeTheSession);
            if (isServed && !new NaiveLimits(image, entry.user(), resource(image, entry)).userIsKeptFrom(pool)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Whether seats of the pool are free and others come first. */
    static boolean isAwaited(StateImage image, PoolId pool, AssignSession command) {
        Resource wanted = image.resources().stream()
                .filter(found -> found.id().equals(command.resource()))
                .findFirst()
                .orElseThrow();
        boolean isFree = NaivePlacement.search(image, pool).stream().anyMatch(Found::mayTakeTheSession);
        return isFree && overtaken(image, pool, command.user(), wanted).isPresent();
    }

    /** Whether the user may not take another place; the other bounds are beyond a history. */
    static boolean isFull(StateImage image, AssignSession command) {
        List<QueueEntry> own = image.waiting().entries().stream()
                .filter(entry -> entry.user().equals(command.user()))
                .sorted(Comparator.comparing(QueueEntry::id))
                .toList();
        return own.size() >= MOST_OF_USER
                && own.stream().noneMatch(entry -> entry.resource().equals(command.resource()));
    }

    static boolean isTimedOut(QueueLeft left) {
        return left.outcome() instanceof Refusal refusal && refusal.reason() == RefusalReason.WAIT_TIMED_OUT;
    }

    private static Resource resource(StateImage image, QueueEntry entry) {
        return image.resources().stream()
                .filter(found -> found.id().equals(entry.resource()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("resource " + entry.resource() + " is waited for and gone"));
    }
}
