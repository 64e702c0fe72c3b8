package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.StreamObserver;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.ConnectResponse.MessageCase;
import io.usher.proto.v1.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One stream of an agent that says what it is told to. */
final class FakeAgent implements StreamObserver<ConnectResponse> {

    final List<ConnectResponse> heard = new ArrayList<>();
    private final StreamObserver<ConnectRequest> stream;
    private final String instance;
    private @Nullable Throwable failure;

    FakeAgent(ApiFixture api) {
        this(api, "instance");
    }

    FakeAgent(ApiFixture api, String instance) {
        this.instance = instance;
        stream = AgentServiceGrpc.newStub(api.channel).connect(this);
    }

    void say(ConnectRequest message) {
        stream.onNext(message);
    }

    ConnectResponse.Registered register(String host) {
        say(registration(host, "pools/office", instance));
        return last(MessageCase.REGISTERED).getRegistered();
    }

    /** The host's incarnation, right after it was registered. */
    HostIncarnation incarnation() {
        return new HostIncarnation(
                LogPosition.parse(last(MessageCase.REGISTERED).getRegistered().getIncarnation()));
    }

    ConnectResponse last(MessageCase kind) {
        assertThat(heard).isNotEmpty();
        ConnectResponse last = heard.get(heard.size() - 1);
        assertThat(last.getMessageCase()).isEqualTo(kind);
        return last;
    }

    Throwable failure() {
        assertThat(failure).as("the stream must have failed").isNotNull();
        return Objects.requireNonNull(failure);
    }

    @Override
    public void onNext(ConnectResponse message) {
        heard.add(message);
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
    }

    @Override
    public void onCompleted() {}

    static ConnectRequest registration(String host, String pool, String instance) {
        return ConnectRequest.newBuilder()
                .setRegister(ConnectRequest.Register.newBuilder()
                        .setHostId(host)
                        .setPool(pool)
                        .setAgentInstance(instance)
                        .setEndpoint(host + ":3389"))
                .build();
    }

    static ConnectRequest ping(long sequence) {
        return ConnectRequest.newBuilder()
                .setPing(ConnectRequest.Ping.newBuilder()
                        .setSequence(sequence)
                        .setLoad(Load.newBuilder()
                                .setCpuPermille(100)
                                .setMemoryUsedBytes(1)
                                .setMemoryTotalBytes(2)))
                .build();
    }

    static ConnectRequest redeem(long epoch, Assignment assignment, String requestId) {
        return ConnectRequest.newBuilder()
                .setRedeem(ConnectRequest.Redeem.newBuilder()
                        .setEpoch(epoch)
                        .setSession(assignment.getSession())
                        .setFence(assignment.getFence())
                        .setRequestId(requestId))
                .build();
    }

    static ConnectRequest inventory(long epoch, ConnectRequest.InventoryEntry... entries) {
        return ConnectRequest.newBuilder()
                .setInventory(
                        ConnectRequest.Inventory.newBuilder().setEpoch(epoch).addAllEntries(List.of(entries)))
                .build();
    }

    static ConnectRequest.InventoryEntry entry(String key, String session, ConnectRequest.InventoryEntry.State state) {
        return ConnectRequest.InventoryEntry.newBuilder()
                .setKey(key)
                .setSession(session)
                .setUser(session.isEmpty() ? "Carol" : "alice")
                .setState(state)
                .build();
    }
}
