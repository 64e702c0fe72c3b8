package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import io.usher.core.command.EndSession;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.SessionId;
import io.usher.node.api.mapping.SiteMapping;
import io.usher.node.primary.PingAnswer;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.ConnectResponse.MessageCase;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.Load;
import io.usher.proto.v1.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();
    private final Agent agent = new Agent(api);

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
                .containsExactly(com.google.protobuf.ByteString.copyFrom(api.key.encodedPublicKey()));
    }

    @Test
    void keepsTheIncarnationOfAnAgentThatComesBackOnAnotherStream() {
        String first = agent.register("h2").getIncarnation();

        assertThat(new Agent(api).register("h2").getIncarnation()).isEqualTo(first);
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
        answer.complete(new PingAnswer.Renewed(new io.usher.core.model.LogTime(5), Duration.ofSeconds(8)));

        assertThat(agent.heard)
                .extracting(ConnectResponse::getMessageCase)
                .containsExactly(MessageCase.REGISTERED, MessageCase.LEASE_RENEWED, MessageCase.INVENTORY_TAKEN);
    }

    @Test
    void letsAUserIn() {
        agent.register("h1");
        Assignment assignment = assign("alice");

        agent.say(redeem(1, assignment, "q1"));

        ConnectResponse.RedeemResult result =
                agent.last(MessageCase.REDEEM_RESULT).getRedeemResult();
        assertThat(result.getEpoch()).isEqualTo(1);
        assertThat(result.getUser()).isEqualTo("alice");
        assertThat(result.getRefusalReason()).isEmpty();
        assertThat(session(assignment).getTicketRedeemed()).isTrue();
    }

    @Test
    void givesTheSameAnswerToARedemptionThatIsToldAgain() {
        agent.register("h1");
        Assignment assignment = assign("alice");
        agent.say(redeem(1, assignment, "q1"));
        Agent elsewhere = new Agent(api);
        elsewhere.register("h1");

        elsewhere.say(redeem(1, assignment, "q1"));

        assertThat(elsewhere.last(MessageCase.REDEEM_RESULT).getRedeemResult().getUser())
                .isEqualTo("alice");
    }

    @Test
    void keepsAUserOutWithTheReason() {
        agent.register("h1");
        Assignment first = assign("alice");
        agent.say(redeem(1, first, "q1"));

        agent.say(redeem(2, first, "q2"));

        ConnectResponse.RedeemResult result =
                agent.last(MessageCase.REDEEM_RESULT).getRedeemResult();
        assertThat(result.getRefusalReason()).isEqualTo("TICKET_USED");
        assertThat(result.getRefusalMessage()).contains("redeemed before");
    }

    @Test
    void saysThatNobodyCouldDecideAboutAUserAndGoesOn() {
        agent.register("h1");
        Assignment assignment = assign("alice");
        api.broker.fail(Meaning.NO_PRIMARY);
        agent.say(redeem(1, assignment, "q1"));
        api.broker.heal();
        agent.say(redeem(1, assignment, "q1"));

        assertThat(agent.heard)
                .filteredOn(ConnectResponse::hasRedeemResult)
                .extracting(message -> message.getRedeemResult().getRefusalReason())
                .containsExactly("NO_PRIMARY", "");
    }

    @Test
    void takesAnInventoryAndTellsWhatToDo() {
        agent.register("h1");
        Assignment assignment = assign("alice");
        agent.say(redeem(1, assignment, "q1"));
        agent.say(inventory(2, entry("x7", assignment.getSession(), ConnectRequest.InventoryEntry.State.STATE_ACTIVE)));
        assertThat(session(assignment).getState()).isEqualTo(Session.State.STATE_ACTIVE);
        api.broker.apply(new EndSession(SessionId.parse(assignment.getSession().substring("sessions/".length()))));

        agent.say(inventory(3, entry("x7", assignment.getSession(), ConnectRequest.InventoryEntry.State.STATE_ACTIVE)));

        ConnectResponse.InventoryTaken taken =
                agent.last(MessageCase.INVENTORY_TAKEN).getInventoryTaken();
        assertThat(taken.getEpoch()).isEqualTo(3);
        assertThat(taken.getBindings(0).getSession()).isEqualTo(assignment.getSession());
        assertThat(taken.getOrdersList()).hasSize(1);
        assertThat(taken.getOrders(0).getKind()).isEqualTo(ConnectResponse.Order.Kind.KIND_LOG_OFF);
        assertThat(taken.getOrders(0).getKey()).isEqualTo("x7");
    }

    @Test
    void adoptsASessionThatNoBrokerAssigned() {
        agent.register("h1");

        agent.say(inventory(1, entry("x9", "", ConnectRequest.InventoryEntry.State.STATE_DISCONNECTED)));

        ConnectResponse.InventoryTaken taken =
                agent.last(MessageCase.INVENTORY_TAKEN).getInventoryTaken();
        Session adopted = get(taken.getBindings(0).getSession());
        assertThat(adopted.getUser()).isEqualTo("carol");
        assertThat(adopted.getHostKey()).isEqualTo("x9");
    }

    @Test
    void tellsTheHostOnceThatOrdersWait() {
        agent.register("h1");
        Agent other = new Agent(api);
        other.register("h2");
        api.broker.apply(new MarkHostLost(new HostId("h2"), incarnation(other), Duration.ofMinutes(1)));
        Assignment alice = assign("alice");
        Assignment bob = assign("bob");

        end(alice);
        end(bob);

        assertThat(agent.heard).filteredOn(ConnectResponse::hasOrdersWaiting).hasSize(1);
        assertThat(other.heard).filteredOn(ConnectResponse::hasOrdersWaiting).isEmpty();
        agent.say(inventory(1));
        end(assign("carol"));
        assertThat(agent.heard)
                .filteredOn(ConnectResponse::hasOrdersWaiting)
                .as("it has asked since")
                .hasSize(2);
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
        HostIncarnation before = incarnation(agent);
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
    void keepsAUserOutAndHasTheAgentRegisterAfterAnotherOneTookOver() {
        agent.register("h1");
        Assignment assignment = assign("alice");
        new Agent(api, "another instance").register("h1");

        agent.say(redeem(1, assignment, "q1"));

        assertThat(agent.heard)
                .extracting(ConnectResponse::getMessageCase)
                .endsWith(MessageCase.REDEEM_RESULT, MessageCase.REGISTER_AGAIN);
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
        agent.say(register("h2", "pools/nowhere", "instance"));

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

        agent.say(register("h3", "pools/office", "instance"));

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
    void refusesAnInventoryWithAKeyTwice() {
        agent.register("h1");

        agent.say(inventory(
                1,
                entry("x1", "", ConnectRequest.InventoryEntry.State.STATE_ACTIVE),
                entry("x1", "", ConnectRequest.InventoryEntry.State.STATE_ACTIVE)));

        assertThat(Errors.of(agent.failure()).fields()).containsExactly("inventory.entries");
    }

    @Test
    void sendsItsAgentsElsewhereWhenItStops() {
        agent.register("h1");

        api.agents.stop();

        assertThat(Errors.of(agent.failure()).reason()).isEqualTo("NOT_READY");
    }

    private void publishKey(String broker) {
        api.broker.apply(new RegisterBroker(
                new BrokerId(broker), "127.0.0.1:7001", SiteMapping.ticketKey(api.key.encodedPublicKey()), "test"));
    }

    private Assignment assign(String user) {
        return api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setUser(user)
                        .setResource("resources/desk")
                        .build())
                .getAssignment();
    }

    private void end(Assignment assignment) {
        api.broker.apply(new EndSession(SessionId.parse(assignment.getSession().substring("sessions/".length()))));
    }

    private Session session(Assignment assignment) {
        return get(assignment.getSession());
    }

    private Session get(String name) {
        return api.sessions()
                .getSession(GetSessionRequest.newBuilder().setName(name).build())
                .getSession();
    }

    private static HostIncarnation incarnation(Agent agent) {
        return new HostIncarnation(LogPosition.parse(
                agent.last(MessageCase.REGISTERED).getRegistered().getIncarnation()));
    }

    private static ConnectRequest register(String host, String pool, String instance) {
        return ConnectRequest.newBuilder()
                .setRegister(ConnectRequest.Register.newBuilder()
                        .setHostId(host)
                        .setPool(pool)
                        .setAgentInstance(instance)
                        .setEndpoint(host + ":3389"))
                .build();
    }

    private static ConnectRequest ping(long sequence) {
        return ConnectRequest.newBuilder()
                .setPing(ConnectRequest.Ping.newBuilder()
                        .setSequence(sequence)
                        .setLoad(Load.newBuilder()
                                .setCpuPermille(100)
                                .setMemoryUsedBytes(1)
                                .setMemoryTotalBytes(2)))
                .build();
    }

    private static ConnectRequest redeem(long epoch, Assignment assignment, String requestId) {
        return ConnectRequest.newBuilder()
                .setRedeem(ConnectRequest.Redeem.newBuilder()
                        .setEpoch(epoch)
                        .setSession(assignment.getSession())
                        .setFence(assignment.getFence())
                        .setRequestId(requestId))
                .build();
    }

    private static ConnectRequest inventory(long epoch, ConnectRequest.InventoryEntry... entries) {
        return ConnectRequest.newBuilder()
                .setInventory(
                        ConnectRequest.Inventory.newBuilder().setEpoch(epoch).addAllEntries(List.of(entries)))
                .build();
    }

    private static ConnectRequest.InventoryEntry entry(
            String key, String session, ConnectRequest.InventoryEntry.State state) {
        return ConnectRequest.InventoryEntry.newBuilder()
                .setKey(key)
                .setSession(session)
                .setUser(session.isEmpty() ? "Carol" : "alice")
                .setState(state)
                .build();
    }

    /** One stream of an agent that says what it is told to. */
    private static final class Agent implements StreamObserver<ConnectResponse> {

        private final List<ConnectResponse> heard = new ArrayList<>();
        private final StreamObserver<ConnectRequest> stream;
        private final String instance;
        private @Nullable Throwable failure;

        Agent(ApiFixture api) {
            this(api, "instance");
        }

        Agent(ApiFixture api, String instance) {
            this.instance = instance;
            stream = AgentServiceGrpc.newStub(api.channel).connect(this);
        }

        void say(ConnectRequest message) {
            stream.onNext(message);
        }

        ConnectResponse.Registered register(String host) {
            say(AgentGrpcTest.register(host, "pools/office", instance));
            return last(MessageCase.REGISTERED).getRegistered();
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
    }
}
