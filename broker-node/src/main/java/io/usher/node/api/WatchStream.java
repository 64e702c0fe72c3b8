package io.usher.node.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.event.Event;
import io.usher.node.feed.FeedEntry;
import io.usher.node.feed.FeedPosition;
import io.usher.node.feed.Next;
import io.usher.node.feed.Subscription;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.ResponseHeader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One watch on its way to one client. Sends as long as the client takes; keeps nothing for it but its place in the
 * feed, and the present objects until they have been sent.
 */
final class WatchStream<T, E, R> {

    /** Present objects in one message, some 100 KiB. */
    private static final int CHUNK = 256;
    /** Messages until other watches get their turn on the thread. */
    private static final int TURN = 64;

    private final ServerCallStreamObserver<R> observer;
    private final Watch<T, E, R> watch;
    private final Headers headers;
    private final Executor turns;
    private final AtomicInteger wanted = new AtomicInteger();

    // Set once, before the first turn.
    private volatile Optional<Source<T>> source = Optional.empty();
    private volatile boolean progressDue;
    private volatile boolean ended;
    // Touched in a turn only.
    private boolean announced;
    private long told;

    /** Where the messages come from. */
    private record Source<T>(Iterator<T> present, ResponseHeader start, Subscription feed) {}

    WatchStream(ServerCallStreamObserver<R> observer, Watch<T, E, R> watch, Headers headers, Executor turns) {
        this.observer = observer;
        this.watch = watch;
        this.headers = headers;
        this.turns = turns;
    }

    /**
     * Begins to send.
     *
     * @param present objects to tell first
     * @param start states the revision after which changes follow
     */
    void begin(List<T> present, ResponseHeader start, Subscription feed) {
        source = Optional.of(new Source<>(present.iterator(), start, feed));
        told = start.getRevision();
        proceed();
        if (ended) {
            feed.close();
        }
    }

    /** Sends what there is to send. Any thread may call it at any time; one of them does the work. */
    void proceed() {
        if (wanted.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            if (!takeTurn()) {
                turns.execute(() -> {
                    wanted.set(0);
                    proceed();
                });
                return;
            }
            seen = wanted.addAndGet(-seen);
        } while (seen > 0);
    }

    /** Has the client told how far it has come, unless it knows. */
    void tellProgress() {
        progressDue = true;
        proceed();
    }

    void end() {
        ended = true;
        source.ifPresent(from -> from.feed().close());
    }

    void fail(Throwable failure) {
        if (!ended) {
            end();
            observer.onError(StatusMapping.toStatus(failure));
        }
    }

    /** Gives false when the turn was over before the work. */
    private boolean takeTurn() {
        Optional<Source<T>> from = source;
        for (int sent = 0; sent < TURN; sent++) {
            if (ended || from.isEmpty() || !observer.isReady() || !step(from.get())) {
                return true;
            }
        }
        return false;
    }

    /** Sends one message or skips one revision; gives false when there is nothing to do. */
    private boolean step(Source<T> from) {
        if (from.present().hasNext()) {
            observer.onNext(watch.message(from.start(), chunk(from.present()), true));
            return true;
        }
        if (!announced) {
            announced = true;
            observer.onNext(watch.message(from.start(), List.of(), false));
            return true;
        }
        Next next = from.feed().next();
        if (next instanceof Next.Change change) {
            tell(change.entry());
            return true;
        }
        if (next instanceof Next.FellOff fell) {
            fail(ApiException.of(
                    ErrorReason.ERROR_REASON_SLOW_CONSUMER, new Detail("oldest", Long.toString(fell.oldest()))));
        } else if (next instanceof Next.UpToDate upToDate) {
            tellProgress(upToDate.position());
        }
        return false;
    }

    private void tell(FeedEntry entry) {
        List<E> changes = new ArrayList<>();
        for (Event event : entry.events()) {
            watch.change(event).ifPresent(changes::add);
        }
        if (!changes.isEmpty()) {
            observer.onNext(watch.message(headers.of(entry.revision(), entry.time()), changes, false));
            told = entry.revision();
        }
    }

    private void tellProgress(FeedPosition position) {
        if (progressDue && position.revision() > told) {
            observer.onNext(watch.message(headers.of(position.revision(), position.time()), List.of(), false));
            told = position.revision();
        }
        progressDue = false;
    }

    private List<E> chunk(Iterator<T> present) {
        List<E> chunk = new ArrayList<>();
        while (present.hasNext() && chunk.size() < CHUNK) {
            chunk.add(watch.present(present.next()));
        }
        return chunk;
    }
}
