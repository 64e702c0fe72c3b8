package io.usher.it.cluster;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.usher.it.client.UsherClient;
import io.usher.proto.v1.AddBrokerRequest;
import io.usher.proto.v1.AddBrokerResponse;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.RemoveBrokerRequest;
import io.usher.proto.v1.RemoveBrokerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Brokers that come and go in a running site. A call names the broker that is asked. */
public final class Membership {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final UsherClient client;

    Membership(UsherClient client) {
        this.client = client;
    }

    /**
     * Gives a broker that waits a vote. Asks until it has caught up.
     *
     * @throws io.grpc.StatusRuntimeException when it is refused
     */
    public AddBrokerResponse add(BrokerProcess asked, BrokerProcess newcomer) {
        AddBrokerRequest request = addition(newcomer);
        return Waiting.forValue(
                "a vote of " + newcomer,
                LIMIT,
                () -> Optional.of(once(asked, BrokerServiceGrpc.getAddBrokerMethod(), request))
                        .filter(response -> response.getState() == AddBrokerResponse.State.STATE_VOTING));
    }

    /**
     * Removes a broker.
     *
     * @throws io.grpc.StatusRuntimeException when it is refused
     */
    public RemoveBrokerResponse remove(BrokerProcess asked, BrokerProcess broker) {
        return once(asked, BrokerServiceGrpc.getRemoveBrokerMethod(), removal(broker));
    }

    /** What asks for an addition. */
    public static AddBrokerRequest addition(BrokerProcess newcomer) {
        return AddBrokerRequest.newBuilder()
                .setBrokerId(newcomer.id())
                .setRequestId(UUID.randomUUID().toString())
                .build();
    }

    /** What asks for a removal. */
    public static RemoveBrokerRequest removal(BrokerProcess broker) {
        return RemoveBrokerRequest.newBuilder()
                .setName("brokers/" + broker.id())
                .setRequestId(UUID.randomUUID().toString())
                .build();
    }

    private <Q extends Message, A extends Message> A once(
            BrokerProcess asked, MethodDescriptor<Q, A> method, Q request) {
        return client.once(asked.id(), method, request, LIMIT.toNanos());
    }
}
