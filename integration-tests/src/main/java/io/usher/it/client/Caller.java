package io.usher.it.client;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import java.time.Duration;

/** Whoever asks brokers, whether it is written down or not. */
public interface Caller {

    /** Asks until there is an answer or the time is up. */
    <Q extends Message, A extends Message> Outcome<A> call(MethodDescriptor<Q, A> method, Q request, Duration limit);
}
