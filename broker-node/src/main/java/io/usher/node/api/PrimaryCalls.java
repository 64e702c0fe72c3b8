package io.usher.node.api;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.GroupBusyException;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls that only the primary can serve. A secondary passes them on and waits out an election within the deadline, and
 * another change of the group, so every such call must be harmless to repeat. Thread-safe.
 */
public final class PrimaryCalls {

    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(50);

    private final GroupControl control;
    private final PassOn passOn;
    private final boolean waitsForAPrimary;

    /** The way to the primary, another broker. */
    @FunctionalInterface
    public interface PassOn {

        /** Completes exceptionally when no other broker is known to lead, or it cannot be reached. */
        <Q extends Message, A extends Message> CompletionStage<A> pass(
                MethodDescriptor<Q, A> method, Q request, Deadline deadline);
    }

    /** @param control what this broker can do while it leads */
    public PrimaryCalls(GroupControl control, PassOn passOn) {
        this(control, passOn, true);
    }

    private PrimaryCalls(GroupControl control, PassOn passOn, boolean waitsForAPrimary) {
        this.control = control;
        this.passOn = passOn;
        this.waitsForAPrimary = waitsForAPrimary;
    }

    /**
     * For calls that came from another broker: whoever does not lead, or does not lead any more, says so at once, so
     * that no call goes round in circles, and the other broker finds the next primary.
     */
    public static PrimaryCalls hereOnly(GroupControl control) {
        return new PrimaryCalls(control, PrimaryCalls::refuse, false);
    }

    private static <Q extends Message, A extends Message> CompletionStage<A> refuse(
            MethodDescriptor<Q, A> method, Q request, Deadline deadline) {
        return CompletableFuture.failedFuture(
                new ReplicationException(Meaning.NO_PRIMARY, "this broker was taken for the primary and is not"));
    }

    /**
     * Serves a call here if this broker leads, else at the primary.
     *
     * @param here serves it on this broker
     */
    <Q extends Message, A extends Message> CompletionStage<A> serve(
            Call call, MethodDescriptor<Q, A> method, Q request, Function<GroupControl, CompletionStage<A>> here) {
        Supplier<CompletionStage<A>> attempt = () -> control.leading()
                ? here.apply(control)
                : CallOrigin.on(call.origin(), () -> passOn.pass(method, request, call.deadline()));
        return attempt.get()
                .handle((answer, failure) -> failure == null
                        ? CompletableFuture.completedFuture(answer)
                        : again(failure, call.deadline(), () -> serve(call, method, request, here)))
                .thenCompose(answer -> answer);
    }

    private <A> CompletionStage<A> again(Throwable failure, Deadline deadline, Supplier<CompletionStage<A>> attempt) {
        boolean mayHelp = deadline.remaining().compareTo(BEFORE_ASKING_AGAIN.multipliedBy(2)) > 0
                && ((waitsForAPrimary && StatusMapping.isForWantOfAPrimary(failure))
                        || StatusMapping.unwrap(failure) instanceof GroupBusyException);
        if (!mayHelp) {
            return CompletableFuture.failedFuture(
                    failure instanceof CompletionException ? failure : new CompletionException(failure));
        }
        return Delays.after(BEFORE_ASKING_AGAIN).thenCompose(waited -> attempt.get());
    }
}
