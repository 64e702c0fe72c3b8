package io.usher.it.traffic;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.usher.it.client.Caller;
import io.usher.it.client.Outcome;
import io.usher.it.client.UsherClient;
import io.usher.it.history.Operation.Span;
import io.usher.it.history.Recorder;
import java.time.Duration;

/** A client whose every call is written down. Thread-safe. */
public final class RecordingClient implements Caller {

    private final String name;
    private final UsherClient client;
    private final Recorder recorder;

    /** Writes down under this name. */
    public RecordingClient(String name, UsherClient client, Recorder recorder) {
        this.name = name;
        this.client = client;
        this.recorder = recorder;
    }

    @Override
    public <Q extends Message, A extends Message> Outcome<A> call(
            MethodDescriptor<Q, A> method, Q request, Duration limit) {
        long invoked = System.nanoTime();
        Outcome<A> outcome = client.call(method, request, limit);
        recorder.record(name, method.getFullMethodName(), request, new Span(invoked, System.nanoTime()), outcome);
        return outcome;
    }
}
