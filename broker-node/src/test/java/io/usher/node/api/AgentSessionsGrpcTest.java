package io.usher.node.api;

import static io.usher.node.api.FakeAgent.entry;
import static io.usher.node.api.FakeAgent.inventory;
import static io.usher.node.api.FakeAgent.redeem;
import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.EndSession;
import io.usher.core.command.MarkHostLost;
import io.usher.core.model.HostId;
import io.usher.core.model.SessionId;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.ConnectRequest.InventoryEntry.State;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.ConnectResponse.MessageCase;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.Session;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a broker answers to the redemptions and inventories of a registered host. */
class AgentSessionsGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();
    private final FakeAgent agent = new FakeAgent(api);

    @AfterEach
    void close() {
        api.close();
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
        FakeAgent elsewhere = new FakeAgent(api);
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
    void keepsAUserOutAndHasTheAgentRegisterAfterAnotherOneTookOver() {
        agent.register("h1");
        Assignment assignment = assign("alice");
        new FakeAgent(api, "another instance").register("h1");

        agent.say(redeem(1, assignment, "q1"));

        assertThat(agent.heard)
                .extracting(ConnectResponse::getMessageCase)
                .endsWith(MessageCase.REDEEM_RESULT, MessageCase.REGISTER_AGAIN);
    }

    @Test
    void takesAnInventoryAndTellsWhatToDo() {
        agent.register("h1");
        Assignment assignment = assign("alice");
        agent.say(redeem(1, assignment, "q1"));
        agent.say(inventory(2, entry("x7", assignment.getSession(), State.STATE_ACTIVE)));
        assertThat(session(assignment).getState()).isEqualTo(Session.State.STATE_ACTIVE);
        end(assignment);

        agent.say(inventory(3, entry("x7", assignment.getSession(), State.STATE_ACTIVE)));

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

        agent.say(inventory(1, entry("x9", "", State.STATE_DISCONNECTED)));

        ConnectResponse.InventoryTaken taken =
                agent.last(MessageCase.INVENTORY_TAKEN).getInventoryTaken();
        Session adopted = get(taken.getBindings(0).getSession());
        assertThat(adopted.getUser()).isEqualTo("carol");
        assertThat(adopted.getHostKey()).isEqualTo("x9");
    }

    @Test
    void refusesAnInventoryWithAKeyTwice() {
        agent.register("h1");

        agent.say(inventory(1, entry("x1", "", State.STATE_ACTIVE), entry("x1", "", State.STATE_ACTIVE)));

        assertThat(Errors.of(agent.failure()).fields()).containsExactly("inventory.entries");
    }

    @Test
    void tellsTheHostOnceThatOrdersWait() {
        agent.register("h1");
        FakeAgent other = new FakeAgent(api);
        other.register("h2");
        api.broker.apply(new MarkHostLost(new HostId("h2"), other.incarnation(), Duration.ofMinutes(1)));
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
}
