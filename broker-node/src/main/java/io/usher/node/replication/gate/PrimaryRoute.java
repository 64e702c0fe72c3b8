package io.usher.node.replication.gate;

import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.ForwardedCommand;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PrimaryLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** Commands on their way to one broker that is taken to be the primary. Thread-safe. */
final class PrimaryRoute {

    /** Calls in flight; each carries a batch. More would only make the batches smaller. */
    private static final int CALLS_IN_FLIGHT = 4;

    private final Peer primary;
    private final PrimaryLink link;
    private final Executor replies;
    private final AttemptQueue queue;
    private final Set<Batch> inFlight = new HashSet<>();

    PrimaryRoute(Peer primary, PrimaryLink link, BatchSettings settings, Executor replies) {
        this.primary = primary;
        this.link = link;
        this.replies = replies;
        this.queue = new AttemptQueue(settings, replies);
    }

    /** Attempts in one call; compared by identity. */
    private static final class Batch {
        private final List<Attempt> attempts;

        Batch(List<Attempt> attempts) {
            this.attempts = attempts;
        }
    }

    boolean leadsTo(Peer peer) {
        return primary.equals(peer);
    }

    void offer(Attempt attempt) {
        if (queue.offer(attempt)) {
            sendNext();
        } else {
            attempt.fail(AttemptFailure.OVERLOADED);
        }
    }

    private void sendNext() {
        List<Batch> batches = new ArrayList<>();
        synchronized (this) {
            while (inFlight.size() < CALLS_IN_FLIGHT && !queue.isEmpty()) {
                List<Attempt> attempts = queue.takeBatch();
                if (!attempts.isEmpty()) {
                    Batch batch = new Batch(attempts);
                    inFlight.add(batch);
                    batches.add(batch);
                }
            }
        }
        batches.forEach(this::send);
    }

    private void send(Batch batch) {
        List<ForwardedCommand> commands = batch.attempts.stream()
                .map(attempt -> new ForwardedCommand(attempt.envelope(), attempt.deadline()))
                .toList();
        link.submit(primary, commands)
                .whenComplete((results, broken) -> replies.execute(() -> {
                    synchronized (this) {
                        inFlight.remove(batch);
                    }
                    sendNext();
                    if (broken == null && results.size() == batch.attempts.size()) {
                        finish(batch, results);
                    } else {
                        batch.attempts.forEach(attempt -> attempt.fail(AttemptFailure.OUTCOME_UNKNOWN));
                    }
                }));
    }

    private static void finish(Batch batch, List<AttemptResult> results) {
        for (int i = 0; i < results.size(); i++) {
            batch.attempts.get(i).finish(results.get(i));
        }
    }

    /** The broker leads no more: nothing is waited for. */
    void abandon() {
        List<Batch> abandoned;
        synchronized (this) {
            abandoned = new ArrayList<>(inFlight);
            inFlight.clear();
        }
        List<Attempt> unsent = queue.drain();
        replies.execute(() -> {
            unsent.forEach(attempt -> attempt.fail(AttemptFailure.NOT_PRIMARY));
            abandoned.forEach(batch -> batch.attempts.forEach(attempt -> attempt.fail(AttemptFailure.OUTCOME_UNKNOWN)));
        });
    }
}
