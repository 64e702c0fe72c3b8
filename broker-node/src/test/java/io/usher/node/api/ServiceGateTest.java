package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerSettings;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom a broker turns away that is disabled, or a standby. */
class ServiceGateTest {

    private static final BrokerSettings DISABLED = new BrokerSettings("", true, 0);
    private static final BrokerSettings STANDBY = BrokerSettings.DEFAULTS.withStandby(true);

    private final List<String> ended = new ArrayList<>();
    private final ServiceGate gate =
            new ServiceGate(new BrokerId("b1"), () -> ended.add("agents"), List.of(() -> ended.add("clients")));

    @Test
    void letsEverybodyInAtFirst() {
        assertThat(asked(AgentServiceGrpc.getConnectMethod())).isEqualTo("served");
        assertThat(asked(SessionServiceGrpc.getGetSessionMethod())).isEqualTo("served");
    }

    @Test
    void aStandbyServesClientsButNoAgents() {
        gate.tell(STANDBY);
        gate.tell(STANDBY);

        assertThat(asked(AgentServiceGrpc.getConnectMethod())).contains("UNAVAILABLE", "b1 is a standby");
        assertThat(asked(SessionServiceGrpc.getGetSessionMethod())).isEqualTo("served");
        assertThat(ended).containsExactly("agents");
    }

    @Test
    void aDisabledBrokerServesNobodyButAdministrators() {
        gate.tell(DISABLED);

        assertThat(asked(AgentServiceGrpc.getConnectMethod())).contains("b1 is disabled");
        assertThat(asked(SessionServiceGrpc.getGetSessionMethod())).contains("b1 is disabled");
        assertThat(asked(BrokerServiceGrpc.getUpdateBrokerMethod())).isEqualTo("served");
        assertThat(ended).containsExactly("agents", "clients");
    }

    @Test
    void servesAgentsAgainOnceItVotes() {
        gate.tell(STANDBY);
        gate.tell(BrokerSettings.DEFAULTS);

        assertThat(asked(AgentServiceGrpc.getConnectMethod())).isEqualTo("served");
    }

    private <Q, A> String asked(MethodDescriptor<Q, A> method) {
        Asked<Q, A> call = new Asked<>(method);
        gate.interceptCall(call, new Metadata(), (served, headers) -> {
            call.outcome = "served";
            return new ServerCall.Listener<>() {};
        });
        return call.outcome;
    }

    private static final class Asked<Q, A> extends ServerCall<Q, A> {
        private final MethodDescriptor<Q, A> method;
        private String outcome = "";

        Asked(MethodDescriptor<Q, A> method) {
            this.method = method;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            outcome = status.toString();
        }

        @Override
        public MethodDescriptor<Q, A> getMethodDescriptor() {
            return method;
        }

        @Override
        public Attributes getAttributes() {
            return Attributes.EMPTY;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(@Nullable A message) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
