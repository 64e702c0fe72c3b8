package io.usher.node.cli.client;

import com.google.protobuf.Message;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.usher.node.config.Address;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The API of a site as one command uses it, whichever of its brokers serves. Every mutation goes out under a request
 * id, so that it can be repeated on any broker without being done twice. For one thread.
 */
public final class BrokerClient implements AutoCloseable {
    private final ChannelSource source;
    private final CallSettings settings;
    private final Map<Address, ManagedChannel> channels = new HashMap<>();

    public BrokerClient(ChannelSource source, CallSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    public CallSettings settings() {
        return settings;
    }

    /**
     * Makes a call and returns the answer.
     *
     * @param method a unary method of {@code usher.v1}
     * @param request its request; a request id is filled in where the method takes one and there is none
     * @throws CallFailedException if no broker served it
     */
    public <Q extends Message, A extends Message> A call(MethodDescriptor<Q, A> method, Q request) {
        return call(method, request, settings.timeout());
    }

    /** The same with a time of its own. */
    public <Q extends Message, A extends Message> A call(MethodDescriptor<Q, A> method, Q request, Duration timeout) {
        if (!Requests.isMutation(request)) {
            return new Attempts<>(this, method, request, Optional.empty()).run(timeout);
        }
        String requestId = Requests.requestId(request)
                .or(settings::requestId)
                .orElseGet(() -> UUID.randomUUID().toString());
        Q identified = Requests.withRequestId(request, requestId);
        return new Attempts<>(this, method, identified, Optional.of(requestId)).run(timeout);
    }

    /**
     * Follows a stream until the broker ends it; goes on with the next broker where one breaks off.
     *
     * @throws CallFailedException if the stream was refused, or no broker served it for the time of a call
     */
    public <Q extends Message, A extends Message> void follow(Watch<Q, A> watch) {
        new Following<>(this, watch).run();
    }

    /** The same API as one broker alone serves it; to be closed by itself. */
    public BrokerClient only(Address server) {
        return new BrokerClient(source, settings.only(server));
    }

    ManagedChannel channel(Address server) {
        return channels.computeIfAbsent(server, source::open);
    }

    @Override
    public void close() {
        // The command is over: nothing that still runs on a channel is wanted.
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
