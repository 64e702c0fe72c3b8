package io.usher.node.agent;

import static io.usher.node.agent.AgentFixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.usher.core.model.UserName;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectRequest.MessageCase;
import io.usher.proto.v1.ConnectResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an agent carries out what the brokers want done to sessions. */
@Timeout(30)
class AgentOrdersTest {
    private final AgentFixture fixture = new AgentFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void carriesOutOrdersAndSaysSo() {
        fixture.order(ConnectResponse.Order.Kind.KIND_LOG_OFF, fixture.sessions.arrive(new UserName("alice")));

        await().untilAsserted(() ->
                assertThat(fixture.current().lastInventory().getEntriesList()).isEmpty());
        await().untilAsserted(() ->
                assertThat(fixture.current().lastInventory().getOrdersDone()).startsWith("77-"));
        assertThat(fixture.sessions.observe()).isEmpty();
        assertThat(fixture.admit(ticket(100)))
                .as("a session that was ended")
                .isEqualTo(new Entry.Denied("session_ending"));
    }

    @Test
    void takesAClientAwayWhenToldAndKeepsTheSession() {
        fixture.order(ConnectResponse.Order.Kind.KIND_DISCONNECT, fixture.sessions.arrive(new UserName("alice")));

        await().untilAsserted(() -> assertThat(fixture.current().lastInventory().getEntriesList())
                .extracting(ConnectRequest.InventoryEntry::getState)
                .containsExactly(ConnectRequest.InventoryEntry.State.STATE_DISCONNECTED));
    }

    @Test
    void showsAMessageOnceHoweverOftenItIsTold() {
        fixture.order(ConnectResponse.Order.Kind.KIND_MESSAGE, fixture.sessions.arrive(new UserName("alice")));

        int before = fixture.current().heard(MessageCase.INVENTORY).size();
        await().untilAsserted(() -> assertThat(
                        fixture.current().heard(MessageCase.INVENTORY).size())
                .isGreaterThan(before + 2));
        assertThat(fixture.sessions.messages()).hasSize(1);
        assertThat(fixture.current().lastInventory().getReportsList())
                .extracting(ConnectRequest.ActionReport::getOrderId, ConnectRequest.ActionReport::getFailure)
                .containsExactly(tuple("60-0", ""));
    }

    @Test
    void saysWhyAnOrderCouldNotBeCarriedOut() {
        fixture.order(ConnectResponse.Order.Kind.KIND_MESSAGE, "nobody");

        await().untilAsserted(() -> assertThat(fixture.current().lastInventory().getReportsList())
                .extracting(ConnectRequest.ActionReport::getFailure)
                .containsExactly("nobody is connected"));
    }

    @Test
    void doesNotSayThatItCarriedOutWhatFailedAndDoesNotHurryToTryAgain() {
        fixture.endsFail.set(true);
        fixture.order(ConnectResponse.Order.Kind.KIND_LOG_OFF, fixture.sessions.arrive(new UserName("alice")));
        int before = fixture.current().heard(MessageCase.INVENTORY).size();

        await().untilAsserted(() -> assertThat(
                        fixture.current().heard(MessageCase.INVENTORY).size())
                .isBetween(before + 2, before + 3));
        String done = fixture.current()
                .heard(MessageCase.INVENTORY)
                .get(before)
                .getInventory()
                .getOrdersDone();
        assertThat(fixture.current().lastInventory().getOrdersDone()).isEqualTo(done);

        fixture.endsFail.set(false);
        await().untilAsserted(() ->
                assertThat(fixture.current().lastInventory().getOrdersDone()).isNotEqualTo(done));
    }
}
