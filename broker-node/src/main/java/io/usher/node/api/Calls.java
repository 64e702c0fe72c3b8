package io.usher.node.api;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ReplicatedBroker;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Opens calls and sends their answers or errors. Thread-safe. */
public final class Calls {

    /** An answer takes its way back too: a typed error has to be there before the client gives up. */
    private static final Duration MOST_FOR_THE_WAY_BACK = Duration.ofMillis(100);

    private final ReplicatedBroker broker;
    private final Headers headers;
    private final ApiSettings settings;

    /** What all services share. */
    public Calls(ReplicatedBroker broker, Headers headers, ApiSettings settings) {
        this.broker = broker;
        this.headers = headers;
        this.settings = settings;
    }

    /** Opens a call on the thread on which gRPC delivered it, answers when the work is done. */
    <R> void answer(StreamObserver<R> observer, Function<Call, CompletionStage<R>> work) {
        // With a handler of its own, answering a client that has gone does nothing rather than throw.
        ((ServerCallStreamObserver<R>) observer).setOnCancelHandler(() -> {});
        CompletionStage<R> answer;
        try {
            answer = work.apply(open());
        } catch (RuntimeException e) {
            observer.onError(StatusMapping.toStatus(e));
            return;
        }
        answer.whenComplete((response, failure) -> {
            if (failure != null) {
                observer.onError(StatusMapping.toStatus(failure));
            } else {
                observer.onNext(response);
                observer.onCompleted();
            }
        });
    }

    /** A call with the deadline of the present gRPC context. */
    Call open() {
        return open(remaining());
    }

    /** A call with its own time, for work that no unary call stands behind. */
    Call open(Duration time) {
        return new Call(broker, headers, Deadline.after(time));
    }

    Headers headers() {
        return headers;
    }

    ApiSettings settings() {
        return settings;
    }

    private Duration remaining() {
        io.grpc.Deadline client = Context.current().getDeadline();
        if (client == null) {
            return settings.defaultDeadline();
        }
        Duration left = Duration.ofNanos(client.timeRemaining(TimeUnit.NANOSECONDS));
        Duration tenth = left.dividedBy(10);
        Duration usable = left.minus(tenth.compareTo(MOST_FOR_THE_WAY_BACK) < 0 ? tenth : MOST_FOR_THE_WAY_BACK);
        return usable.compareTo(settings.longestDeadline()) < 0 ? usable : settings.longestDeadline();
    }
}
