package io.usher.node.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.QueueEntryId;
import io.usher.core.state.BrokerView;
import io.usher.node.api.AssignmentWatch.Look;
import io.usher.node.api.mapping.AnswerForms;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.QueueMapping;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.WatchAssignmentRequest;
import io.usher.proto.v1.WatchAssignmentResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who wait, and who are connected to this broker, what comes of it; and tells the site that they are there.
 * Looks at the state as it is, again and again, for all of them together: nothing has to be remembered from one look to
 * the next, so that a client may go on with another broker at any time. Thread-safe.
 */
public final class AssignmentWatches {

    /** How often the state is looked at. */
    public static final Duration TICK = Duration.ofMillis(200);

    /** Clients at a time on one broker. */
    static final int MAX_WATCHES = 10_000;

    /** In looks: three renewals within the lease of a place. */
    private static final int RENEWAL = 50;
    /** In looks: a client hears of its broker often enough to know that it is there. */
    private static final int SIGN_OF_LIFE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(AssignmentWatches.class);

    private final Calls calls;
    private final Assignments assignments;
    private final Set<AssignmentWatch> watches = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicLong looks = new AtomicLong();

    /** Nobody waits yet. */
    public AssignmentWatches(Calls calls, Tickets tickets) {
        this.calls = calls;
        this.assignments = new Assignments(tickets);
    }

    /** Looks once. To be called every {@link #TICK}. */
    public void tick() {
        if (watches.isEmpty() || !busy.compareAndSet(false, true)) {
            return;
        }
        Call call = calls.open(calls.settings().defaultDeadline());
        long look = looks.incrementAndGet();
        List<AssignmentWatch> present = List.copyOf(watches);
        call.read(Freshness.STALE, view -> look(view, present))
                .thenAccept(found -> tell(call, found, look % SIGN_OF_LIFE == 0))
                .whenComplete((done, failure) -> {
                    busy.set(false);
                    if (failure != null) {
                        LOG.debug("those who wait were not told this time", failure);
                    }
                });
        if (look % RENEWAL == 0) {
            renew(call, present);
        }
    }

    /** Ends every watch, because the broker stops; their clients go on at another one. */
    public void stop() {
        watches.forEach(watch -> watch.fail(ApiException.of(ErrorReason.ERROR_REASON_NOT_READY)));
    }

    void start(WatchAssignmentRequest request, StreamObserver<WatchAssignmentResponse> observer) {
        ServerCallStreamObserver<WatchAssignmentResponse> client =
                (ServerCallStreamObserver<WatchAssignmentResponse>) observer;
        AssignmentWatch watch;
        try {
            QueueEntryId id = new FieldChecks().required("name", () -> Names.queueEntry(request.getName()));
            watch = new AssignmentWatch(id, AnswerForms.of(request), client);
            checkAdmission();
        } catch (RuntimeException e) {
            observer.onError(StatusMapping.toStatus(e));
            return;
        }
        client.setOnCancelHandler(() -> leave(watch));
        client.setOnCloseHandler(() -> leave(watch));
        Caller caller = Caller.current();
        Call call = calls.open(calls.settings().defaultDeadline());
        // Linearizable: this broker may not have heard of the place yet.
        call.read(Freshness.LINEARIZABLE, view -> look(view, List.of(watch)))
                .thenAccept(found -> {
                    found.value().values().forEach(look -> look.user().ifPresent(caller::requireUser));
                    watches.add(watch);
                    tell(call, found, true);
                })
                .exceptionally(failure -> {
                    watch.fail(failure);
                    return null;
                });
    }

    /** Runs under the read lock. */
    private static Map<AssignmentWatch, Look> look(BrokerView view, List<AssignmentWatch> watches) {
        SortedMap<QueueEntryId, Integer> positions = QueueMapping.positions(view);
        Map<AssignmentWatch, Look> looks = new ConcurrentHashMap<>();
        watches.forEach(watch ->
                looks.put(watch, Look.at(view, watch.id(), Optional.ofNullable(positions.get(watch.id())))));
        return looks;
    }

    private void tell(Call call, ReadResult<Map<AssignmentWatch, Look>> found, boolean evenIfKnown) {
        ResponseHeader header = call.header(found);
        found.value().forEach((watch, look) -> {
            if (look.waiting().isPresent()) {
                watch.tellPosition(header, look, evenIfKnown);
            } else {
                watch.finish(call, header, look.ended(), assignments);
            }
        });
    }

    private void renew(Call call, List<AssignmentWatch> present) {
        TreeMap<QueueEntryId, AssignmentWatch> byEntry = new TreeMap<>();
        present.forEach(watch -> byEntry.put(watch.id(), watch));
        List<QueueEntryId> ids = List.copyOf(byEntry.keySet());
        for (int from = 0; from < ids.size(); from += KeepWaiting.MOST) {
            int to = Math.min(ids.size(), from + KeepWaiting.MOST);
            call.submit(new KeepWaiting(ids.subList(from, to))).exceptionally(failure -> {
                LOG.debug("places were not renewed this time", failure);
                return null;
            });
        }
    }

    private void checkAdmission() {
        if (watches.size() >= MAX_WATCHES) {
            throw ApiException.of(
                    ErrorReason.ERROR_REASON_OVERLOADED, new Detail("detail", MAX_WATCHES + " clients that wait"));
        }
    }

    private void leave(AssignmentWatch watch) {
        watch.leave();
        watches.remove(watch);
    }
}
