package io.usher.node.agent;

import static io.usher.node.agent.AgentFixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.usher.core.model.UserName;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectRequest.MessageCase;
import io.usher.proto.v1.ConnectResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an agent registers, pings, and holds and loses its lease. */
@Timeout(30)
class AgentTest {
    private final AgentFixture fixture = new AgentFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void registersPingsWithLoadAndTellsWhoIsThere() {
        fixture.sessions.arrive(new UserName("alice"));

        await().untilAsserted(() -> {
            assertThat(fixture.current().lastInventory().getEntriesList())
                    .extracting(ConnectRequest.InventoryEntry::getUser, ConnectRequest.InventoryEntry::getState)
                    .containsExactly(tuple("alice", ConnectRequest.InventoryEntry.State.STATE_ACTIVE));
            assertThat(fixture.current().heard(MessageCase.PING).size()).isGreaterThan(2);
        });
        ConnectRequest.Register register = fixture.current().heard.get(0).getRegister();
        assertThat(register.getHostId()).isEqualTo("host-1");
        assertThat(register.getPool()).isEqualTo("pools/office");
        assertThat(register.getEndpoint()).isEqualTo("host-1.example:3389");
        assertThat(fixture.current()
                        .heard(MessageCase.PING)
                        .get(0)
                        .getPing()
                        .getLoad()
                        .getCpuPermille())
                .isEqualTo(250);
    }

    @Test
    void countsItsLeaseFromWhenThePingWasSent() {
        fixture.answerNoPings();
        fixture.awaitHeard(MessageCase.PING);
        long sequence = fixture.awaitPingThatMayRenew();

        fixture.sleep(Duration.ofMillis(1500));
        fixture.current()
                .say(ConnectResponse.newBuilder()
                        .setLeaseRenewed(ConnectResponse.LeaseRenewed.newBuilder()
                                .setSequence(sequence)
                                .setHostLease(Durations.fromSeconds(10))
                                .setLogTime(Timestamps.fromMillis(FakeBroker.LOG_TIME)))
                        .build());
        fixture.awaitLease();

        fixture.sleep(Duration.ofMillis(10_200));
        assertThat(fixture.status().leaseHeld()).isFalse();
    }

    @Test
    void hasNoLeaseBeforeBrokersHaveTakenItsFirstInventory() {
        fixture.startAnew(false, fresh -> fresh.answersInventories = false);
        await().untilAsserted(() ->
                assertThat(fixture.current().heard(MessageCase.PING).size()).isGreaterThan(5));
        ConnectRequest.Inventory first = fixture.current().lastInventory();
        assertThat(first.getEpoch()).isPositive();
        assertThat(fixture.status().leaseHeld()).isFalse();

        fixture.current().answer(first);
        fixture.awaitLease();
    }

    @Test
    void hasItsLeaseAtOnceWhenItsFirstInventoryIsTaken() {
        fixture.startAnew(false, fresh -> fresh.pingInterval = Duration.ofMinutes(1));

        fixture.awaitLease();
        assertThat(fixture.broker.heard(MessageCase.REGISTER).size()
                        + fixture.other.heard(MessageCase.REGISTER).size())
                .as("registrations")
                .isEqualTo(1);
    }

    @Test
    void keepsItsLeaseFromGrowingWhileBrokersDoNotKnowOfSomebodyWhoIsIn() {
        fixture.awaitLease();
        assertThat(fixture.admit(ticket(100))).isInstanceOf(Entry.Granted.class);
        int before = fixture.current().heard(MessageCase.PING).size();
        await().untilAsserted(() ->
                assertThat(fixture.current().heard(MessageCase.PING).size()).isGreaterThan(before + 3));

        fixture.sleepThroughPings(5);
        await().until(() -> !fixture.status().leaseHeld());

        ConnectRequest.Redeem asked =
                fixture.current().heard(MessageCase.REDEEM).get(0).getRedeem();
        fixture.answerRedemptions(FakeBroker.entryFor("alice"));
        fixture.answer(asked, FakeBroker.entryFor("alice"));
        fixture.awaitLease();
    }

    @Test
    void endsNoSessionOutsideItsLeaseUnlessToldTo() {
        fixture.awaitLease();
        fixture.sessions.arrive(new UserName("alice"));
        fixture.goOutsideTheLease();
        int before = fixture.looks.get();

        await().until(() -> fixture.looks.get() > before + 3);
        assertThat(fixture.sessions.observe()).hasSize(1);
    }

    @Test
    void endsAllSessionsWhenItsLeaseHasRunOutIfToldTo() {
        fixture.startAnew(true, fresh -> {});
        fixture.sessions.arrive(new UserName("alice"));
        fixture.sessions.arrive(new UserName("bob"));
        fixture.awaitLease();
        int before = fixture.looks.get();
        await().until(() -> fixture.looks.get() > before + 3);
        assertThat(fixture.sessions.observe()).hasSize(2);

        fixture.endsFail.set(true);
        fixture.goOutsideTheLease();
        await().untilAsserted(() -> assertThat(fixture.failedEnds.get()).isGreaterThan(3));
        fixture.endsFail.set(false);

        await().untilAsserted(() -> assertThat(fixture.sessions.observe()).isEmpty());
    }

    @Test
    void registersAgainWhenToldAndTakesNoEarlierTicket() {
        fixture.awaitLease();
        fixture.answerRedemptions(FakeBroker.entryFor("alice"));
        fixture.bothBrokers(each -> each.incarnation = "11-0");
        fixture.current()
                .say(ConnectResponse.newBuilder()
                        .setRegisterAgain(
                                ConnectResponse.RegisterAgain.newBuilder().setReason("HOST_IS_LOST"))
                        .build());

        await().untilAsserted(() -> assertThat(fixture.status().incarnation()).contains("11-0"));
        fixture.awaitLease();
        assertThat(fixture.admit(ticket(100))).isEqualTo(new Entry.Denied("other_incarnation"));
    }

    @Test
    void leavesASilentBroker() {
        fixture.awaitLease();
        FakeBroker first = fixture.current();
        FakeBroker next = fixture.otherThan(first);
        first.answersPings = false;
        first.answersInventories = false;

        await().untilAsserted(() -> assertThat(fixture.status().broker()).contains(next.name()));
    }
}
