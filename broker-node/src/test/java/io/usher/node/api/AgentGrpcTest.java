package io.usher.node.api;

import static io.usher.node.api.FakeAgent.inventory;
import static io.usher.node.api.FakeAgent.ping;
import static io.usher.node.api.FakeAgent.registration;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import io.grpc.Status.Code;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.UpdateBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.node.api.mapping.BrokerMapping;
import io.usher.node.primary.PingAnswer;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.ConnectResponse.KnownBroker;
import io.usher.proto.v1.ConnectResponse.MessageCase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How hosts register with a broker, stay registered, and lose their stream. */
class AgentGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();
    private final FakeAgent agent = new FakeAgent(api);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void registersAHost() {
        publishKey("b1");

        ConnectResponse.Registered registered = agent.register("h2");

        assertThat(LogPosition.parse(registered.getIncarnation()).index()).isPositive();
        assertThat(registered.getHostLease().getSeconds()).isEqualTo(8);
        assertThat(registered.getPingInterval().getSeconds()).isEqualTo(1);
        assertThat(registered.getTicketKeys().getKeysList())
                .containsExactly(ByteString.copyFrom(api.key.encodedPublicKey()));
    }

    @Test
    void tellsOfTheBrokersThatServeAgentsAndWhenThatChanges() {
        api.broker.apply(new RaiseFeatureLevel(new FeatureLevel(2)));
        api.broker.apply(new RegisterBroker(new BrokerId("b1"), "b1:7400", "", "1"));
        api.broker.apply(new RegisterBroker(new BrokerId("b2"), "b2:7400", "", "1"));
        api.broker.apply(new RegisterBroker(new BrokerId("b3"), "b3:7400", "", "1", true));
        KnownBroker first = KnownBroker.newBuilder().setApiAddress("b1:7400").build();
        KnownBroker second = KnownBroker.newBuilder().setApiAddress("b2:7400").build();

        assertThat(agent.register("h2").getBrokers().getBrokersList()).containsExactly(first, second);

        configure("b2", new BrokerSettings("", false, 0, Optional.empty(), List.of("nat.example:443")));
        assertThat(told())
                .containsExactly(
                        first,
                        second.toBuilder()
                                .addAlternateAddresses("nat.example:443")
                                .build());
        configure("b2", new BrokerSettings("", true, 0));
        assertThat(told()).containsExactly(first);
        configure("b3", BrokerSettings.DEFAULTS);
        api.broker.apply(new RemoveBroker(new BrokerId("b1")));
        assertThat(told()).extracting(KnownBroker::getApiAddress).containsExactly("b3:7400");
    }

    private void configure(String broker, BrokerSettings settings) {
        api.broker.apply(new UpdateBroker(new BrokerId(broker), Optional.empty(), settings));
    }

    private List<KnownBroker> told() {
        return agent.last(MessageCase.BROKERS).getBrokers().getBrokersList();
    }

    @Test
    void keepsTheIncarnationOfAnAgentThatComesBackOnAnotherStream() {
        String first = agent.register("h2").getIncarnation();

        assertThat(new FakeAgent(api).register("h2").getIncarnation()).isEqualTo(first);
    }

    @Test
    void renewsTheLeaseWithEveryPing() {
        agent.register("h2");

        agent.say(ping(17));

        ConnectResponse.LeaseRenewed renewed =
                agent.last(MessageCase.LEASE_RENEWED).getLeaseRenewed();
        assertThat(renewed.getSequence()).isEqualTo(17);
        assertThat(renewed.getHostLease().getSeconds()).isEqualTo(8);
        assertThat(Timestamps.toMillis(renewed.getLogTime())).isEqualTo(5);
    }

    @Test
    void handlesAMessageOnlyWhenTheOneBeforeHasBeenAnswered() {
        agent.register("h2");
        CompletableFuture<PingAnswer> answer = new CompletableFuture<>();
        api.pingAnswer = answer;

        agent.say(ping(1));
        agent.say(inventory(1));
        assertThat(agent.heard).hasSize(1);
        answer.complete(new PingAnswer.Renewed(new LogTime(5), Duration.ofSeconds(8)));

        assertThat(agent.heard)
                .extracting(ConnectResponse::getMessageCase)
                .containsExactly(MessageCase.REGISTERED, MessageCase.LEASE_RENEWED, MessageCase.INVENTORY_TAKEN);
    }

    @Test
    void tellsEveryAgentWhenAKeyChanges() {
        agent.register("h1");

        publishKey("b2");

        assertThat(agent.last(MessageCase.TICKET_KEYS).getTicketKeys().getKeysList())
                .hasSize(1);
    }

    @Test
    void hasAnAgentRegisterWhoseHostWasLost() {
        agent.register("h2");
        HostIncarnation before = agent.incarnation();
        api.broker.apply(new MarkHostLost(new HostId("h2"), before, Duration.ofMinutes(1)));

        agent.say(inventory(1));

        assertThat(agent.last(MessageCase.REGISTER_AGAIN).getRegisterAgain().getReason())
                .isEqualTo("HOST_IS_LOST");
        agent.say(ping(9));
        assertThat(agent.heard)
                .as("sent before it knew")
                .filteredOn(ConnectResponse::hasLeaseRenewed)
                .isEmpty();
        agent.register("h2");
        agent.say(ping(10));
        assertThat(agent.last(MessageCase.LEASE_RENEWED).getLeaseRenewed().getSequence())
                .isEqualTo(10);
    }

    @Test
    void hasAnAgentRegisterThatThePrimaryDoesNotKnow() {
        agent.register("h2");
        api.pingAnswer =
                CompletableFuture.completedFuture(new PingAnswer.RegisterAgain(RefusalReason.STALE_INCARNATION));

        agent.say(ping(1));

        assertThat(agent.last(MessageCase.REGISTER_AGAIN).getRegisterAgain().getReason())
                .isEqualTo("STALE_INCARNATION");
    }

    @Test
    void endsTheStreamWhenNoPrimaryAnswersAPing() {
        agent.register("h2");
        api.pingAnswer = CompletableFuture.failedFuture(new ReplicationException(Meaning.NO_PRIMARY, "for a test"));

        agent.say(ping(1));

        Errors error = Errors.of(agent.failure());
        assertThat(error.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(error.reason()).isEqualTo("NO_PRIMARY");
    }

    @Test
    void refusesARegistrationForAPoolThatDoesNotExist() {
        agent.say(registration("h2", "pools/nowhere", "instance"));

        assertThat(Errors.of(agent.failure()).reason()).isEqualTo("POOL_NOT_FOUND");
    }

    @Test
    void refusesAStreamThatDoesNotBeginWithARegistration() {
        agent.say(ping(1));

        assertThat(Errors.of(agent.failure()).fields()).containsExactly("message");
    }

    @Test
    void refusesASecondHostOnTheStream() {
        agent.register("h2");

        agent.say(registration("h3", "pools/office", "instance"));

        assertThat(Errors.of(agent.failure()).fields()).containsExactly("register.host_id");
    }

    @Test
    void reportsAllMalformedFieldsAtOnce() {
        agent.say(ConnectRequest.newBuilder()
                .setRegister(ConnectRequest.Register.newBuilder()
                        .setHostId("-")
                        .setPool("office")
                        .setEndpoint("nowhere")
                        .setWeight(-1)
                        .setMaxSessions(-1))
                .build());

        assertThat(Errors.of(agent.failure()).fields())
                .containsExactlyInAnyOrder(
                        "register.host_id",
                        "register.pool",
                        "register.agent_instance",
                        "register.endpoint",
                        "register.weight",
                        "register.max_sessions");
    }

    @Test
    void sendsItsAgentsElsewhereWhenItStops() {
        agent.register("h1");

        api.agents.stop();

        assertThat(Errors.of(agent.failure()).reason()).isEqualTo("NOT_READY");
    }

    private void publishKey(String broker) {
        api.broker.apply(new RegisterBroker(
                new BrokerId(broker), "127.0.0.1:7001", BrokerMapping.ticketKey(api.key.encodedPublicKey()), "test"));
    }
}
