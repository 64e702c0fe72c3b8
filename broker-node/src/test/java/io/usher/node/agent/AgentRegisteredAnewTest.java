package io.usher.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.usher.core.model.UserName;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectRequest.InventoryEntry;
import io.usher.proto.v1.ConnectRequest.MessageCase;
import io.usher.proto.v1.ConnectResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host was taken for lost and is back, and somebody is in whom it let in when no broker answered. */
class AgentRegisteredAnewTest {
    private final AgentFixture fixture = new AgentFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tellsOfTheUserInItsFirstInventoryThoughTheDesktopShowsUpLate() {
        letInWithoutABrokersWord();
        int before = inventories().size();

        registerAnew();
        awaitPings(3);
        assertThat(inventories()).as("none that leaves the user out").hasSize(before);
        fixture.sessions.arrive(new UserName("Alice"));

        await().untilAsserted(() -> assertThat(inventories()).hasSizeGreaterThan(before));
        assertThat(inventories().get(before).getEntriesList()).singleElement().satisfies(entry -> {
            assertThat(entry.getSession()).isEqualTo("sessions/s-50-0");
            assertThat(entry.getState()).isEqualTo(InventoryEntry.State.STATE_ACTIVE);
        });
    }

    @Test
    void namesTheDesktopThatIsUpAlready() {
        letInWithoutABrokersWord();
        int before = inventories().size();
        int looks = fixture.looks.get();
        fixture.sessions.arrive(new UserName("alice"));
        await().until(() -> fixture.looks.get() > looks + 1);

        registerAnew();

        await().untilAsserted(() -> assertThat(inventories()).hasSizeGreaterThan(before));
        assertThat(inventories().get(before).getEntriesList())
                .singleElement()
                .extracting(InventoryEntry::getSession)
                .isEqualTo("sessions/s-50-0");
    }

    @Test
    void letsNobodyInUntilTheBrokersKnowWhoIsIn() {
        letInWithoutABrokersWord();

        registerAnew();
        awaitPings(3);

        assertThat(fixture.status().leaseHeld()).isFalse();
    }

    @Test
    void waitsNoLongerThanAnArrivalTakes() {
        letInWithoutABrokersWord();
        int before = inventories().size();
        registerAnew();
        awaitPings(1);

        fixture.sleep(Duration.ofSeconds(61));

        await().untilAsserted(() -> assertThat(inventories()).hasSizeGreaterThan(before));
        assertThat(inventories().get(before).getEntriesList()).isEmpty();
    }

    private void letInWithoutABrokersWord() {
        fixture.awaitLease();
        assertThat(fixture.admit(AgentFixture.ticket(100))).isInstanceOf(Entry.Granted.class);
    }

    private void registerAnew() {
        fixture.bothBrokers(each -> each.incarnation = "20-0");
        fixture.current()
                .say(ConnectResponse.newBuilder()
                        .setRegisterAgain(
                                ConnectResponse.RegisterAgain.newBuilder().setReason("HOST_IS_LOST"))
                        .build());
        await().until(() -> fixture.status().incarnation().equals(Optional.of("20-0")));
    }

    private void awaitPings(int more) {
        int before = fixture.current().heard(MessageCase.PING).size();
        await().untilAsserted(() ->
                assertThat(fixture.current().heard(MessageCase.PING)).hasSizeGreaterThanOrEqualTo(before + more));
    }

    /** What both brokers were told, in the order in which the agent told it. */
    private List<ConnectRequest.Inventory> inventories() {
        return Stream.of(fixture.broker, fixture.other)
                .flatMap(broker -> broker.heard(MessageCase.INVENTORY).stream())
                .map(ConnectRequest::getInventory)
                .sorted(Comparator.comparing(ConnectRequest.Inventory::getEpoch))
                .toList();
    }
}
