package io.usher.node.agent;

import static io.usher.node.agent.AgentFixture.ticket;
import static io.usher.node.agent.AgentFixture.ticketFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.usher.core.model.LogPosition;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectRequest.MessageCase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an agent decides about users at the door. */
@Timeout(30)
class AgentAdmissionTest {
    private final AgentFixture fixture = new AgentFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void letsAUserInOnTheWordOfABrokerAndReportsTheArrivalUntilTheSessionIsSeen() {
        fixture.awaitLease();
        fixture.answerRedemptions(FakeBroker.entryFor("alice"));

        assertThat(fixture.admit(ticket(100)))
                .isEqualTo(new Entry.Granted(new SessionId(new LogPosition(50, 0)), Optional.of("alice")));
        await().untilAsserted(() -> assertThat(fixture.current().lastInventory().getEntriesList())
                .containsExactly(ConnectRequest.InventoryEntry.newBuilder()
                        .setKey("arriving-s-50-0")
                        .setSession("sessions/s-50-0")
                        .setUser("alice")
                        .setState(ConnectRequest.InventoryEntry.State.STATE_ARRIVING)
                        .build()));

        String key = fixture.sessions.arrive(new UserName("alice"));
        await().untilAsserted(() -> assertThat(fixture.current().lastInventory().getEntriesList())
                .containsExactly(ConnectRequest.InventoryEntry.newBuilder()
                        .setKey(key)
                        .setSession("sessions/s-50-0")
                        .setUser("alice")
                        .setState(ConnectRequest.InventoryEntry.State.STATE_ACTIVE)
                        .build()));
    }

    @Test
    void keepsAUserOutOnTheWordOfABroker() {
        fixture.awaitLease();
        fixture.answerRedemptions(FakeBroker.refusal("STALE_FENCE"));

        assertThat(fixture.admit(ticket(100))).isEqualTo(new Entry.Denied("stale_fence"));
    }

    @Test
    void asksNoBrokerAboutATicketThatIsBadInItself() {
        fixture.awaitLease();
        fixture.answerRedemptions(FakeBroker.entryFor("alice"));
        String good = ticket(100);
        assertThat(fixture.admit(good)).isInstanceOf(Entry.Granted.class);

        assertThat(fixture.admit(good)).isEqualTo(new Entry.Denied("already_used"));
        assertThat(fixture.admit("nonsense")).isEqualTo(new Entry.Denied("malformed"));
        assertThat(fixture.current().heard(MessageCase.REDEEM)).hasSize(1);
    }

    @Test
    void decidesByItsLeaseWhenNoBrokerAnswersAndTellsTheNextOneTheSameBeforeItPings() {
        fixture.awaitLease();
        FakeBroker first = fixture.current();
        assertThat(fixture.admit(ticket(100)))
                .isEqualTo(new Entry.Granted(new SessionId(new LogPosition(50, 0)), Optional.empty()));
        fixture.answerRedemptions(FakeBroker.entryFor("alice"));
        FakeBroker next = fixture.otherThan(first);

        first.close();

        await().untilAsserted(
                        () -> assertThat(next.lastInventory().getEntriesList()).hasSize(1));
        assertThat(List.copyOf(next.heard).subList(0, 3))
                .extracting(ConnectRequest::getMessageCase)
                .containsExactly(MessageCase.REGISTER, MessageCase.REDEEM, MessageCase.PING);
        assertThat(next.heard.get(1)).isEqualTo(first.heard(MessageCase.REDEEM).get(0));
    }

    @Test
    void tellsTheTruthWhenAUserWhoIsInWouldBeRefused() {
        fixture.awaitLease();
        assertThat(fixture.admit(ticket(100))).isInstanceOf(Entry.Granted.class);
        ConnectRequest.Redeem asked =
                fixture.current().heard(MessageCase.REDEEM).get(0).getRedeem();

        fixture.current().redeemResult = Optional.of(FakeBroker.entryFor("alice"));
        fixture.answer(asked, FakeBroker.refusal("TICKET_EXPIRED"));

        await().untilAsserted(() ->
                assertThat(fixture.current().heard(MessageCase.REDEEM)).hasSize(2));
        ConnectRequest.Redeem told =
                fixture.current().heard(MessageCase.REDEEM).get(1).getRedeem();
        assertThat(told.getAdmitted()).isTrue();
        assertThat(told.getRequestId()).isNotEqualTo(asked.getRequestId());
        assertThat(told.getFence()).isEqualTo(asked.getFence());
    }

    @Test
    void asksAgainWhenABrokerCannotDecide() {
        fixture.awaitLease();
        fixture.answerRedemptions(FakeBroker.refusal("NO_PRIMARY"));
        var entry = fixture.knock(ticket(100));
        await().untilAsserted(() ->
                assertThat(fixture.current().heard(MessageCase.REDEEM).size()).isGreaterThan(1));
        assertThat(fixture.current().heard(MessageCase.REDEEM).stream().distinct())
                .hasSize(1);

        fixture.answerRedemptions(FakeBroker.entryFor("alice"));

        await().untilAsserted(() ->
                assertThat(fixture.current().lastInventory().getEntriesCount()).isEqualTo(1));
        assertThat(entry.join()).isInstanceOf(Entry.Granted.class);
    }

    @Test
    void letsNobodyInWithoutALease() {
        fixture.startAnew(false, fresh -> fresh.answersPings = false);
        fixture.awaitHeard(MessageCase.PING);

        assertThat(fixture.admit(ticket(100))).isEqualTo(new Entry.Denied("outside_lease"));
    }

    @Test
    void losesItsLeaseInItsSleep() {
        fixture.awaitLease();
        fixture.answerNoPings();

        fixture.sleep(Duration.ofHours(1));

        assertThat(fixture.admit(ticket(100))).isEqualTo(new Entry.Denied("outside_lease"));
    }

    @Test
    void keepsAUserOutWhoseTicketExpiresInTheWait() {
        fixture.awaitLease();
        fixture.answerNoPings();
        var entry = fixture.knock(ticketFor(100, Duration.ofSeconds(5)));
        fixture.awaitHeard(MessageCase.REDEEM);

        fixture.sleep(Duration.ofSeconds(6));

        assertThat(entry.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(new Entry.Denied("expired"));
    }

    @Test
    void keepsAUserOutWhoseWaitOutlastsTheLease() {
        fixture.awaitLease();
        fixture.answerNoPings();
        var entry = fixture.knock(ticket(100));
        fixture.awaitHeard(MessageCase.REDEEM);

        fixture.sleep(Duration.ofHours(1));

        assertThat(entry.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(new Entry.Denied("outside_lease"));
    }

    @Test
    void sendsNoInventoryWhileABrokersWordIsMissing() {
        fixture.awaitLease();
        fixture.awaitHeard(MessageCase.INVENTORY);
        var entry = fixture.knock(ticket(100));
        await().untilAsserted(() ->
                assertThat(fixture.current().heard(MessageCase.REDEEM)).hasSize(1));
        int before = fixture.current().heard(MessageCase.INVENTORY).size();

        fixture.sessions.arrive(new UserName("bob"));
        await().until(entry::isDone);
        assertThat(fixture.current().heard(MessageCase.INVENTORY)).hasSize(before);

        ConnectRequest.Redeem asked =
                fixture.current().heard(MessageCase.REDEEM).get(0).getRedeem();
        fixture.answer(asked, FakeBroker.entryFor("alice"));
        await().untilAsserted(() ->
                assertThat(fixture.current().lastInventory().getEntriesCount()).isEqualTo(2));
        assertThat(fixture.current().lastInventory().getEpoch()).isGreaterThan(asked.getEpoch());
    }
}
