package io.usher.node.cli.client;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * A stream of changes.
 *
 * @param method a server-streaming method of {@code usher.v1}
 * @param request the request for changes after a revision
 * @param afterRevision the revision to begin after
 * @param progress the revision up to which a message completes the stream; negative for none
 * @param sink gets every message
 */
public record Watch<Q extends Message, A extends Message>(
        MethodDescriptor<Q, A> method,
        LongFunction<Q> request,
        long afterRevision,
        ToLongFunction<A> progress,
        Consumer<A> sink) {}
