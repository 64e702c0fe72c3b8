package io.usher.node.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.usher.core.command.Refusal.Detail;
import io.usher.node.primary.HostPings;
import io.usher.node.primary.PingSchedule;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.ErrorReason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Streams of agents over gRPC. */
public final class AgentGrpc extends AgentServiceGrpc.AgentServiceImplBase {

    /** Streams at a time on one broker: every host of the largest site. */
    static final int MAX_STREAMS = 20_000;

    /**
     * What streams of agents work with.
     *
     * @param pings brings pings to the primary
     * @param schedule how often agents are told to ping
     */
    public record Collaborators(HostPings pings, PingSchedule schedule, AgentNotices notices) {}

    private final Calls calls;
    private final Collaborators collaborators;
    private final Set<AgentStream> streams = ConcurrentHashMap.newKeySet();

    public AgentGrpc(Calls calls, Collaborators collaborators) {
        this.calls = calls;
        this.collaborators = collaborators;
    }

    @Override
    public StreamObserver<ConnectRequest> connect(StreamObserver<ConnectResponse> observer) {
        ServerCallStreamObserver<ConnectResponse> agent = (ServerCallStreamObserver<ConnectResponse>) observer;
        AgentStream stream = new AgentStream(agent, calls, collaborators);
        if (streams.size() >= MAX_STREAMS) {
            stream.fail(ApiException.of(
                    ErrorReason.ERROR_REASON_OVERLOADED, new Detail("detail", MAX_STREAMS + " agents")));
            return stream;
        }
        streams.add(stream);
        // One message at a time: the next one is asked for when the one before has been answered.
        agent.disableAutoRequest();
        agent.setOnCancelHandler(() -> end(stream));
        agent.setOnCloseHandler(() -> end(stream));
        agent.request(1);
        return stream;
    }

    /** Ends every stream, because the broker stops; the agents go on at another one. */
    public void stop() {
        streams.forEach(stream -> stream.fail(ApiException.of(ErrorReason.ERROR_REASON_NOT_READY)));
    }

    private void end(AgentStream stream) {
        streams.remove(stream);
        stream.end();
    }
}
