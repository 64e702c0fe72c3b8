package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.AdmitNext;
import io.usher.core.command.AssignSession;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.LeaveQueue;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.LogPosition;
import io.usher.core.model.QueueEntryId;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.QueueEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queue: one list, in order of arrival, looked through from the front each time. */
final class NaiveQueue {

    private static final long LEASE_MILLIS = 30_000;
    private static final int MOST = 10_000;
    private static final int MOST_IN_POOL = 1_000;
    private static final int MOST_OF_USER = 8;

    private final NaiveState state;

    NaiveQueue(NaiveState state) {
        this.state = state;
    }

    /** Somebody who waits. */
    static final class Place {
        final LogPosition id;
        final AssignSession wish;
        final String request;
        private final int before;
        private long deadline;
        private long lease;

        Place(LogPosition id, AssignSession wish, String request, int before) {
            this.id = id;
            this.wish = wish;
            this.request = request;
            this.before = before;
        }

        String resource() {
            return wish.resource().value();
        }
    }

    NaiveAnswer enter(AssignSession command, NaiveResource resource) {
        String user = command.user().value();
        Optional<Place> own = placeOf(user, resource.id);
        if (own.isPresent()) {
            return waits(own.get(), command);
        }
        List<Place> all = of(user);
        if (all.size() >= MOST_OF_USER) {
            return full(resource, "user " + user, MOST_OF_USER);
        }
        if (state.queue.size() >= MOST) {
            return full(resource, "site", MOST);
        }
        for (String pool : resource.pools()) {
            if (in(pool).size() >= MOST_IN_POOL) {
                return full(resource, "pool " + pool, MOST_IN_POOL);
            }
        }
        Place place = new Place(state.position, command, state.request, all.size());
        state.queue.add(place);
        return waits(place, command);
    }

    private NaiveAnswer waits(Place place, AssignSession command) {
        place.deadline = state.now + command.mayWait().orElseThrow().toMillis();
        place.lease = state.now + LEASE_MILLIS;
        return new Done(picture(new QueueEntryId(place.id), place.deadline));
    }

    static QueueEntry picture(QueueEntryId id, long deadline) {
        return QueueEntry.newBuilder()
                .setName("queueEntries/" + id)
                .setDeadline(Pictures.time(deadline))
                .build();
    }

    private static NaiveAnswer full(NaiveResource resource, String queue, int bound) {
        return Refused.because(
                RefusalReason.QUEUE_FULL, Map.of("resource", resource.id, "queue", queue, "bound", bound));
    }

    /** Whether a free seat of the pool is not for this user who asks for this resource. */
    boolean isAwaited(NaivePool pool, String user, String resource) {
        for (Place place : in(pool.id)) {
            if (place.wish.user().value().equals(user) && place.resource().equals(resource)) {
                return false;
            }
            if (isLetInto(pool, place)) {
                return true;
            }
        }
        return false;
    }

    NaiveAnswer admit(AdmitNext command) {
        Optional<NaivePool> pool = state.pool(command.pool().value());
        if (pool.isEmpty() || !NaivePlacement.hasFreeHost(state, pool.get())) {
            return new Done(Empty.getDefaultInstance());
        }
        in(pool.get().id).stream()
                .filter(place -> isLetInto(pool.get(), place))
                .findFirst()
                .ifPresent(this::admit);
        return new Done(Empty.getDefaultInstance());
    }

    private void admit(Place place) {
        String present = state.request;
        if (place.deadline > state.now) {
            state.request = place.request;
            new SessionRules(state).assign(withoutWait(place.wish));
        }
        state.request = present;
        state.queue.remove(place);
    }

    private static AssignSession withoutWait(AssignSession wish) {
        return new AssignSession(wish.user(), wish.resource(), wish.client(), wish.groups());
    }

    NaiveAnswer leave(LeaveQueue command) {
        return state.queue.removeIf(place -> place.id.equals(command.id().queued()))
                ? new Done(Empty.getDefaultInstance())
                : Refused.because(RefusalReason.NOT_WAITING, Map.of("entry", command.id()));
    }

    NaiveAnswer keep(KeepWaiting command) {
        for (Place place : state.queue) {
            if (command.ids().contains(new QueueEntryId(place.id))) {
                place.lease = state.now + LEASE_MILLIS;
            }
        }
        return new Done(Empty.getDefaultInstance());
    }

    NaiveAnswer expire(ExpireQueue command) {
        List<Place> over = state.queue.stream()
                .filter(place -> Math.min(place.deadline, place.lease) <= state.now)
                .sorted(Comparator.<Place>comparingLong(place -> Math.min(place.deadline, place.lease))
                        .thenComparing(place -> place.id))
                .limit(command.limit())
                .toList();
        state.queue.removeAll(over);
        return new Done(Empty.getDefaultInstance());
    }

    Optional<Place> placeOf(String user, String resource) {
        return of(user).stream()
                .filter(place -> place.resource().equals(resource))
                .findFirst();
    }

    private List<Place> of(String user) {
        return state.queue.stream()
                .filter(place -> place.wish.user().value().equals(user))
                .toList();
    }

    /** First places before second ones, and so on. */
    private List<Place> in(String pool) {
        return state.queue.stream()
                .filter(place ->
                        state.resource(place.resource()).orElseThrow().pools().contains(pool))
                .sorted(Comparator.<Place>comparingInt(place -> place.before).thenComparing(place -> place.id))
                .toList();
    }

    private boolean isLetInto(NaivePool pool, Place place) {
        NaiveResource resource = state.resource(place.resource()).orElseThrow();
        if (!NaivePlacement.hasFreeHost(state, pool, resource)) {
            return false;
        }
        return new UserLimits(state, place.wish.user().value(), resource)
                .reachedIn(pool)
                .filter(UserLimits::isRefused)
                .isEmpty();
    }
}
