package io.usher.node.api;

import static io.usher.node.api.FakeAgent.entry;
import static io.usher.node.api.FakeAgent.inventory;
import static io.usher.node.api.FakeAgent.redeem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.util.Durations;
import io.grpc.Status.Code;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectRequest.InventoryEntry.State;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.ConnectResponse.MessageCase;
import io.usher.proto.v1.DisconnectSessionRequest;
import io.usher.proto.v1.ListActionsRequest;
import io.usher.proto.v1.RequestActionsRequest;
import io.usher.proto.v1.RequestActionsResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What hosts are asked to do, from the request to what became of it, between operator and agent. */
class ActionGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();
    private final FakeAgent agent = new FakeAgent(api);
    private int epoch;

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsTheAgentAtOnceAndShowsWhatBecameOfIt() {
        Assignment alice = atWork("alice");
        RequestActionsResponse asked = request(Action.Kind.KIND_MESSAGE, "alice", "We close at ten.");
        assertThat(asked.getRequestedCount()).isEqualTo(1);
        assertThat(agent.last(MessageCase.ORDERS_WAITING).hasOrdersWaiting()).isTrue();

        agent.say(inventory(++epoch, entry("alice", alice.getSession(), State.STATE_ACTIVE)));
        ConnectResponse.Order order =
                agent.last(MessageCase.INVENTORY_TAKEN).getInventoryTaken().getOrders(0);
        assertThat(order.getKind()).isEqualTo(ConnectResponse.Order.Kind.KIND_MESSAGE);
        assertThat(order.getKey()).isEqualTo("alice");
        assertThat(order.getText()).isEqualTo("We close at ten.");
        assertThat(states(asked)).containsExactly(Action.State.STATE_PENDING);

        agent.say(report(alice, order.getOrderId(), "no display"));
        assertThat(actions(asked)).singleElement().satisfies(action -> {
            assertThat(action.getState()).isEqualTo(Action.State.STATE_FAILED);
            assertThat(action.getReason()).isEqualTo("no display");
            assertThat(action.getSession()).isEqualTo(alice.getSession());
        });
    }

    @Test
    void listsWhatTheOlderMethodsAskedForToo() {
        Assignment alice = atWork("alice");
        api.sessions()
                .disconnectSession(DisconnectSessionRequest.newBuilder()
                        .setName(alice.getSession())
                        .build());

        agent.say(inventory(++epoch, entry("alice", alice.getSession(), State.STATE_DISCONNECTED)));

        assertThat(api.actions()
                        .listActions(ListActionsRequest.newBuilder()
                                .setSession(alice.getSession())
                                .setUser("Alice")
                                .setHost("hosts/h1")
                                .setState(Action.State.STATE_DONE)
                                .build())
                        .getActionsList())
                .extracting(Action::getKind)
                .containsExactly(Action.Kind.KIND_DISCONNECT);
    }

    @Test
    void passesOverThoseWithWhomItCannotBeDone() {
        Assignment alice = atWork("alice");
        assign("berta");
        assertThat(alice.getHost()).isEqualTo("hosts/h1");

        RequestActionsResponse asked = api.actions()
                .requestActions(RequestActionsRequest.newBuilder()
                        .setKind(Action.Kind.KIND_DISCONNECT)
                        .setPool("pools/office")
                        .build());

        assertThat(asked)
                .extracting(
                        RequestActionsResponse::getRequestedCount,
                        RequestActionsResponse::getSkippedCount,
                        RequestActionsResponse::getLeftCount)
                .containsExactly(1, 1, 0);
    }

    @Test
    void givesTheSameAnswerToARetry() {
        atWork("alice");
        RequestActionsRequest once = RequestActionsRequest.newBuilder()
                .setKind(Action.Kind.KIND_MESSAGE)
                .setUser("alice")
                .setText("hello")
                .setRequestId("m1")
                .build();

        assertThat(api.actions().requestActions(once).getBatch())
                .isEqualTo(api.actions().requestActions(once).getBatch());
        assertThat(api.actions()
                        .listActions(ListActionsRequest.getDefaultInstance())
                        .getActionsList())
                .hasSize(1);
    }

    @Test
    void refusesWhatIsForNobodyOrSaysNothing() {
        assertThat(Errors.of(() -> request(Action.Kind.KIND_MESSAGE, "alice", ""))
                        .fields())
                .containsExactly("text");
        assertThat(Errors.of(() -> request(Action.Kind.KIND_LOG_OFF, "", "")).fields())
                .containsExactly("kind");
        assertThat(Errors.of(() -> request(Action.Kind.KIND_REBOOT, "alice", ""))
                        .fields())
                .containsExactly("kind");
        Errors error = Errors.of(() -> api.actions()
                .requestActions(RequestActionsRequest.newBuilder()
                        .setHost("h1")
                        .setTimeout(Durations.fromSeconds(1))
                        .build()));
        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.fields()).containsExactlyInAnyOrder("host", "kind", "timeout");
    }

    @Test
    void hasAHostStartAgain() {
        agent.register("h1");
        RequestActionsResponse asked = api.actions()
                .requestActions(RequestActionsRequest.newBuilder()
                        .setKind(Action.Kind.KIND_REBOOT)
                        .setHost("hosts/h1")
                        .build());
        agent.say(inventory(++epoch));
        assertThat(agent.last(MessageCase.INVENTORY_TAKEN).getInventoryTaken().getOrdersList())
                .extracting(ConnectResponse.Order::getKind, ConnectResponse.Order::getSession)
                .containsExactly(tuple(ConnectResponse.Order.Kind.KIND_REBOOT, ""));

        new FakeAgent(api, "after the start").register("h1");

        assertThat(states(asked)).containsExactly(Action.State.STATE_DONE);
    }

    private Assignment atWork(String user) {
        agent.register("h1");
        Assignment assignment = assign(user);
        agent.say(redeem(++epoch, assignment, "arrival-" + user));
        agent.say(inventory(++epoch, entry(user, assignment.getSession(), State.STATE_ACTIVE)));
        return assignment;
    }

    private Assignment assign(String user) {
        return api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setUser(user)
                        .setResource("resources/desk")
                        .build())
                .getAssignment();
    }

    private RequestActionsResponse request(Action.Kind kind, String user, String text) {
        return api.actions()
                .requestActions(RequestActionsRequest.newBuilder()
                        .setKind(kind)
                        .setUser(user)
                        .setText(text)
                        .build());
    }

    private ConnectRequest report(Assignment assignment, String order, String failure) {
        ConnectRequest inventory =
                inventory(++epoch, entry(assignment.getSession(), assignment.getSession(), State.STATE_ACTIVE));
        ConnectRequest.Builder told = inventory.toBuilder();
        told.getInventoryBuilder().getEntriesBuilder(0).setKey("alice").setUser("alice");
        told.getInventoryBuilder()
                .addReports(ConnectRequest.ActionReport.newBuilder()
                        .setOrderId(order)
                        .setFailure(failure));
        return told.build();
    }

    private List<Action> actions(RequestActionsResponse asked) {
        return api.actions()
                .listActions(ListActionsRequest.newBuilder()
                        .setBatch(asked.getBatch())
                        .build())
                .getActionsList();
    }

    private List<Action.State> states(RequestActionsResponse asked) {
        return actions(asked).stream().map(Action::getState).toList();
    }
}
