package io.usher.it.history;

import com.google.protobuf.Message;
import io.usher.it.client.Outcome;

/**
 * One thing that a client asked, from its first attempt to the end of its last.
 *
 * @param number counts the operations of a run from 1
 * @param client who asked
 * @param method full name of the RPC, such as usher.v1.SessionService/AssignSession; for what agents say, the name of
 *     the message
 * @param request as it was sent, with its request id
 * @param span when it was asked and when the client knew; on the clock of {@link System#nanoTime()}
 */
public record Operation(
        long number, String client, String method, Message request, Span span, Outcome<? extends Message> outcome) {

    /**
     * From asking to knowing.
     *
     * @param invokedNanos before the first byte of the first attempt was sent
     * @param returnedNanos after the last answer had arrived, or when the client gave up
     */
    public record Span(long invokedNanos, long returnedNanos) {}
}
