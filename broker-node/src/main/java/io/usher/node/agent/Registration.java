package io.usher.node.agent;

import io.usher.proto.v1.ConnectRequest;
import java.util.UUID;

/** The message with which an agent registers its host. It stays the same for as long as the agent lives. */
final class Registration {
    private Registration() {}

    /** Returns the message of an agent that starts: its instance tells it from every other agent of the host. */
    static ConnectRequest ofNewInstance(AgentSettings.ProposedHost host) {
        return ConnectRequest.newBuilder()
                .setRegister(ConnectRequest.Register.newBuilder()
                        .setHostId(host.id().value())
                        .setPool(Names.pool(host.pool().value()))
                        .setAgentInstance(UUID.randomUUID().toString())
                        .setEndpoint(host.endpoint())
                        .setWeight(host.weight())
                        .setMaxSessions(host.maxSessions()))
                .build();
    }
}
