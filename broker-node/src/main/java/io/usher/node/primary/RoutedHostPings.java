package io.usher.node.primary;

import io.usher.node.replication.Deadline;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings each ping to whoever leads, this broker or another, and again after an election, until it is answered or its
 * deadline passes. What comes while one call is on its way to another broker goes together in the next. Thread-safe.
 */
public final class RoutedHostPings implements HostPings {

    /** Pings on their way at a time; one for each agent that uses this broker. */
    static final int MAX_UNDER_WAY = 20_000;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private record OnItsWay(HostPing ping, Deadline deadline, CompletableFuture<PingAnswer> answer) {}

    private final PrimaryDuties here;
    private final PingLink elsewhere;
    private final Executor later;
    private List<OnItsWay> waiting = new ArrayList<>();
    private boolean calling;

    /**
     * Pings of the agents that use this broker.
     *
     * @param threads bring pings on their way again after a pause
     */
    public RoutedHostPings(PrimaryDuties here, PingLink elsewhere, Executor threads) {
        this.here = here;
        this.elsewhere = elsewhere;
        this.later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, threads);
    }

    @Override
    public CompletionStage<PingAnswer> ping(HostPing ping, Deadline deadline) {
        CompletableFuture<PingAnswer> answer = new CompletableFuture<>();
        route(new OnItsWay(ping, deadline, answer));
        return answer;
    }

    private void route(OnItsWay one) {
        if (one.deadline().isOver()) {
            one.answer()
                    .completeExceptionally(new ReplicationException(
                            Meaning.NO_PRIMARY, "no broker answered the ping as the primary in time"));
        } else if (here.onDuty()) {
            here.ping(one.ping(), one.deadline()).whenComplete((answer, failure) -> finish(one, answer, failure));
        } else {
            enqueue(one);
        }
    }

    private void enqueue(OnItsWay one) {
        synchronized (this) {
            if (waiting.size() >= MAX_UNDER_WAY) {
                one.answer()
                        .completeExceptionally(new ReplicationException(
                                Meaning.OVERLOADED, MAX_UNDER_WAY + " pings are on their way to the primary"));
                return;
            }
            waiting.add(one);
        }
        callNext();
    }

    private void callNext() {
        List<OnItsWay> batch;
        synchronized (this) {
            if (calling || waiting.isEmpty()) {
                return;
            }
            calling = true;
            int size = Math.min(waiting.size(), PingLink.MAX_PINGS);
            batch = new ArrayList<>(waiting.subList(0, size));
            waiting = new ArrayList<>(waiting.subList(size, waiting.size()));
        }
        elsewhere
                .pass(batch.stream().map(OnItsWay::ping).toList(), latest(batch))
                .whenComplete((answers, failure) -> {
                    synchronized (this) {
                        calling = false;
                    }
                    for (int i = 0; i < batch.size(); i++) {
                        if (failure == null) {
                            batch.get(i).answer().complete(answers.get(i));
                        } else {
                            again(batch.get(i));
                        }
                    }
                    callNext();
                });
    }

    private void finish(OnItsWay one, @Nullable PingAnswer answer, @Nullable Throwable failure) {
        if (answer != null) {
            one.answer().complete(answer);
        } else if (isNotPrimary(failure)) {
            again(one);
        } else if (failure != null) {
            one.answer().completeExceptionally(failure);
        }
    }

    /** A ping is harmless to repeat, whatever became of it. */
    private void again(OnItsWay one) {
        later.execute(() -> route(one));
    }

    private static boolean isNotPrimary(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ReplicationException replication && replication.meaning() == Meaning.NO_PRIMARY;
    }

    private static Deadline latest(List<OnItsWay> batch) {
        Deadline latest = batch.get(0).deadline();
        for (OnItsWay one : batch) {
            if (one.deadline().nanoTime() - latest.nanoTime() > 0) {
                latest = one.deadline();
            }
        }
        return latest;
    }
}
