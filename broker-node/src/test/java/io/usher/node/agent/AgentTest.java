package io.usher.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.usher.core.model.Fence;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import io.usher.node.agent.load.LoadSample;
import io.usher.node.agent.session.ObservedSession;
import io.usher.node.agent.session.SessionSource;
import io.usher.node.agent.session.SessionSourceException;
import io.usher.node.agent.session.SimulatedSessionSource;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.Fingerprint;
import io.usher.node.ticket.Ticket;
import io.usher.node.ticket.TicketSigner;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectRequest.MessageCase;
import io.usher.proto.v1.ConnectResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AgentTest {
    private static final BrokerKey KEY = BrokerKey.ephemeral();
    private static final AgentSettings.Timing TIMING = new AgentSettings.Timing(
            Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofSeconds(30));

    private final SimulatedSessionSource sessions = new SimulatedSessionSource();
    private final AtomicBoolean endsFail = new AtomicBoolean();
    private final AtomicInteger failedEnds = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<Duration> asleep = new AtomicReference<>(Duration.ZERO);
    private final AgentThreads threads = AgentThreads.start();
    private final BrokerConnections connections = new BrokerConnections(FakeBroker::channelTo);
    private FakeBroker broker = start("unused");
    private FakeBroker other = start("unused too");
    private Agent agent = agent();

    @BeforeEach
    void startBrokersAndAgent(TestInfo test) {
        broker.close();
        other.close();
        broker = start(test.getDisplayName() + " 1");
        other = start(test.getDisplayName() + " 2");
        agent = agent();
        agent.start();
    }

    @AfterEach
    void stop() {
        agent.close();
        threads.close();
        connections.close();
        broker.close();
        other.close();
    }

    @Test
    void registersPingsWithLoadAndTellsWhoIsThere() {
        sessions.arrive(new UserName("alice"));

        await().untilAsserted(() -> {
            assertThat(current().lastInventory().getEntriesList())
                    .extracting(ConnectRequest.InventoryEntry::getUser, ConnectRequest.InventoryEntry::getState)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "alice", ConnectRequest.InventoryEntry.State.STATE_ACTIVE));
            assertThat(current().heard(MessageCase.PING).size()).isGreaterThan(2);
        });
        ConnectRequest.Register register = current().heard.get(0).getRegister();
        assertThat(register.getHostId()).isEqualTo("host-1");
        assertThat(register.getPool()).isEqualTo("pools/office");
        assertThat(register.getEndpoint()).isEqualTo("host-1.example:3389");
        assertThat(current().heard(MessageCase.PING).get(0).getPing().getLoad().getCpuPermille())
                .isEqualTo(250);
    }

    @Test
    void letsAUserInOnTheWordOfABrokerAndReportsTheArrivalUntilTheSessionIsSeen() {
        awaitLease();
        answerRedemptions(FakeBroker.entryFor("alice"));

        assertThat(admit(ticket(100)))
                .isEqualTo(new Entry.Granted(new SessionId(new LogPosition(50, 0)), Optional.of("alice")));
        await().untilAsserted(() -> assertThat(current().lastInventory().getEntriesList())
                .containsExactly(ConnectRequest.InventoryEntry.newBuilder()
                        .setKey("arriving-s-50-0")
                        .setSession("sessions/s-50-0")
                        .setUser("alice")
                        .setState(ConnectRequest.InventoryEntry.State.STATE_ARRIVING)
                        .build()));

        String key = sessions.arrive(new UserName("alice"));
        await().untilAsserted(() -> assertThat(current().lastInventory().getEntriesList())
                .containsExactly(ConnectRequest.InventoryEntry.newBuilder()
                        .setKey(key)
                        .setSession("sessions/s-50-0")
                        .setUser("alice")
                        .setState(ConnectRequest.InventoryEntry.State.STATE_ACTIVE)
                        .build()));
    }

    @Test
    void keepsAUserOutOnTheWordOfABroker() {
        awaitLease();
        answerRedemptions(FakeBroker.refusal("STALE_FENCE"));

        assertThat(admit(ticket(100))).isEqualTo(new Entry.Denied("stale_fence"));
    }

    @Test
    void asksNoBrokerAboutATicketThatIsBadInItself() {
        awaitLease();
        answerRedemptions(FakeBroker.entryFor("alice"));
        String good = ticket(100);
        assertThat(admit(good)).isInstanceOf(Entry.Granted.class);

        assertThat(admit(good)).isEqualTo(new Entry.Denied("already_used"));
        assertThat(admit("nonsense")).isEqualTo(new Entry.Denied("malformed"));
        assertThat(current().heard(MessageCase.REDEEM)).hasSize(1);
    }

    @Test
    void decidesByItsLeaseWhenNoBrokerAnswersAndTellsTheNextOneTheSameBeforeItPings() {
        awaitLease();
        FakeBroker first = current();
        assertThat(admit(ticket(100)))
                .isEqualTo(new Entry.Granted(new SessionId(new LogPosition(50, 0)), Optional.empty()));
        answerRedemptions(FakeBroker.entryFor("alice"));
        FakeBroker next = first == broker ? other : broker;

        first.close();

        await().untilAsserted(
                        () -> assertThat(next.lastInventory().getEntriesList()).hasSize(1));
        assertThat(next.heard.subList(0, 3))
                .extracting(ConnectRequest::getMessageCase)
                .containsExactly(MessageCase.REGISTER, MessageCase.REDEEM, MessageCase.PING);
        assertThat(next.heard.get(1)).isEqualTo(first.heard(MessageCase.REDEEM).get(0));
    }

    @Test
    void tellsTheTruthWhenAUserWhoIsInWouldBeRefused() {
        awaitLease();
        assertThat(admit(ticket(100))).isInstanceOf(Entry.Granted.class);
        ConnectRequest.Redeem asked = current().heard(MessageCase.REDEEM).get(0).getRedeem();

        current().redeemResult = Optional.of(FakeBroker.entryFor("alice"));
        current()
                .say(ConnectResponse.newBuilder()
                        .setRedeemResult(
                                FakeBroker.refusal("TICKET_EXPIRED").toBuilder().setEpoch(asked.getEpoch()))
                        .build());

        await().untilAsserted(
                        () -> assertThat(current().heard(MessageCase.REDEEM)).hasSize(2));
        ConnectRequest.Redeem told = current().heard(MessageCase.REDEEM).get(1).getRedeem();
        assertThat(told.getAdmitted()).isTrue();
        assertThat(told.getRequestId()).isNotEqualTo(asked.getRequestId());
        assertThat(told.getFence()).isEqualTo(asked.getFence());
    }

    @Test
    void asksAgainWhenABrokerCannotDecide() {
        awaitLease();
        answerRedemptions(FakeBroker.refusal("NO_PRIMARY"));
        var entry = agent.admit(ticket(100)).toCompletableFuture();
        await().untilAsserted(() ->
                assertThat(current().heard(MessageCase.REDEEM).size()).isGreaterThan(1));
        assertThat(current().heard(MessageCase.REDEEM).stream().distinct()).hasSize(1);

        answerRedemptions(FakeBroker.entryFor("alice"));

        await().untilAsserted(() ->
                assertThat(current().lastInventory().getEntriesCount()).isEqualTo(1));
        assertThat(entry.join()).isInstanceOf(Entry.Granted.class);
    }

    @Test
    void letsNobodyInWithoutALease() {
        broker.answersPings = false;
        other.answersPings = false;
        await().untilAsserted(
                        () -> assertThat(current().heard(MessageCase.PING)).isNotEmpty());

        assertThat(admit(ticket(100))).isEqualTo(new Entry.Denied("outside_lease"));
    }

    @Test
    void losesItsLeaseInItsSleep() {
        awaitLease();
        broker.answersPings = false;
        other.answersPings = false;

        asleep.set(Duration.ofHours(1));

        assertThat(admit(ticket(100))).isEqualTo(new Entry.Denied("outside_lease"));
    }

    @Test
    void countsItsLeaseFromWhenThePingWasSent() {
        broker.answersPings = false;
        other.answersPings = false;
        await().untilAsserted(
                        () -> assertThat(current().heard(MessageCase.PING)).isNotEmpty());
        long sequence = awaitPingThatMayRenew();

        asleep.set(Duration.ofMillis(1500));
        current()
                .say(ConnectResponse.newBuilder()
                        .setLeaseRenewed(ConnectResponse.LeaseRenewed.newBuilder()
                                .setSequence(sequence)
                                .setHostLease(Durations.fromSeconds(10))
                                .setLogTime(Timestamps.fromMillis(FakeBroker.LOG_TIME)))
                        .build());
        awaitLease();

        asleep.set(Duration.ofMillis(10_200));
        assertThat(status().leaseHeld()).isFalse();
    }

    @Test
    void hasNoLeaseBeforeBrokersHaveTakenItsFirstInventory() {
        startAnew(false, fresh -> fresh.answersInventories = false);
        await().untilAsserted(() ->
                assertThat(current().heard(MessageCase.PING).size()).isGreaterThan(5));
        ConnectRequest.Inventory first = current().lastInventory();
        assertThat(first.getEpoch()).isPositive();
        assertThat(status().leaseHeld()).isFalse();

        current().answer(first);
        awaitLease();
    }

    @Test
    void hasItsLeaseAtOnceWhenItsFirstInventoryIsTaken() {
        startAnew(false, fresh -> fresh.pingInterval = Duration.ofMinutes(1));

        awaitLease();
        assertThat(broker.heard(MessageCase.REGISTER).size()
                        + other.heard(MessageCase.REGISTER).size())
                .as("registrations")
                .isEqualTo(1);
    }

    @Test
    void keepsItsLeaseFromGrowingWhileBrokersDoNotKnowOfSomebodyWhoIsIn() {
        awaitLease();
        assertThat(admit(ticket(100))).isInstanceOf(Entry.Granted.class);
        int before = current().heard(MessageCase.PING).size();
        await().untilAsserted(() ->
                assertThat(current().heard(MessageCase.PING).size()).isGreaterThan(before + 3));

        sleepThroughPings(5);
        await().until(() -> !status().leaseHeld());

        ConnectRequest.Redeem asked = current().heard(MessageCase.REDEEM).get(0).getRedeem();
        answerRedemptions(FakeBroker.entryFor("alice"));
        current()
                .say(ConnectResponse.newBuilder()
                        .setRedeemResult(
                                FakeBroker.entryFor("alice").toBuilder().setEpoch(asked.getEpoch()))
                        .build());
        awaitLease();
    }

    @Test
    void keepsAUserOutWhoseTicketExpiresInTheWait() {
        awaitLease();
        broker.answersPings = false;
        other.answersPings = false;
        var entry = agent.admit(ticketFor(100, Duration.ofSeconds(5))).toCompletableFuture();
        await().untilAsserted(
                        () -> assertThat(current().heard(MessageCase.REDEEM)).isNotEmpty());

        asleep.set(Duration.ofSeconds(6));

        assertThat(entry.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(new Entry.Denied("expired"));
    }

    @Test
    void endsNoSessionOutsideItsLeaseUnlessToldTo() {
        awaitLease();
        sessions.arrive(new UserName("alice"));
        goOutsideTheLease();
        int before = looks.get();

        await().until(() -> looks.get() > before + 3);
        assertThat(sessions.observe()).hasSize(1);
    }

    @Test
    void endsAllSessionsWhenItsLeaseHasRunOutIfToldTo() {
        startAnew(true, fresh -> {});
        sessions.arrive(new UserName("alice"));
        sessions.arrive(new UserName("bob"));
        awaitLease();
        int before = looks.get();
        await().until(() -> looks.get() > before + 3);
        assertThat(sessions.observe()).hasSize(2);

        endsFail.set(true);
        goOutsideTheLease();
        await().untilAsserted(() -> assertThat(failedEnds.get()).isGreaterThan(3));
        endsFail.set(false);

        await().untilAsserted(() -> assertThat(sessions.observe()).isEmpty());
    }

    @Test
    void sendsNoInventoryWhileABrokersWordIsMissing() {
        awaitLease();
        await().untilAsserted(
                        () -> assertThat(current().heard(MessageCase.INVENTORY)).isNotEmpty());
        var entry = agent.admit(ticket(100)).toCompletableFuture();
        await().untilAsserted(
                        () -> assertThat(current().heard(MessageCase.REDEEM)).hasSize(1));
        int before = current().heard(MessageCase.INVENTORY).size();

        sessions.arrive(new UserName("bob"));
        await().until(entry::isDone);
        assertThat(current().heard(MessageCase.INVENTORY)).hasSize(before);

        ConnectRequest.Redeem asked = current().heard(MessageCase.REDEEM).get(0).getRedeem();
        current()
                .say(ConnectResponse.newBuilder()
                        .setRedeemResult(
                                FakeBroker.entryFor("alice").toBuilder().setEpoch(asked.getEpoch()))
                        .build());
        await().untilAsserted(() ->
                assertThat(current().lastInventory().getEntriesCount()).isEqualTo(2));
        assertThat(current().lastInventory().getEpoch()).isGreaterThan(asked.getEpoch());
    }

    @Test
    void carriesOutOrdersAndSaysSo() {
        order(ConnectResponse.Order.Kind.KIND_LOG_OFF, sessions.arrive(new UserName("alice")));

        await().untilAsserted(() ->
                assertThat(current().lastInventory().getEntriesList()).isEmpty());
        await().untilAsserted(() ->
                assertThat(current().lastInventory().getOrdersDone()).startsWith("77-"));
        assertThat(sessions.observe()).isEmpty();
        assertThat(admit(ticket(100))).as("a session that was ended").isEqualTo(new Entry.Denied("session_ending"));
    }

    @Test
    void takesAClientAwayWhenToldAndKeepsTheSession() {
        order(ConnectResponse.Order.Kind.KIND_DISCONNECT, sessions.arrive(new UserName("alice")));

        await().untilAsserted(() -> assertThat(current().lastInventory().getEntriesList())
                .extracting(ConnectRequest.InventoryEntry::getState)
                .containsExactly(ConnectRequest.InventoryEntry.State.STATE_DISCONNECTED));
    }

    @Test
    void doesNotSayThatItCarriedOutWhatFailedAndDoesNotHurryToTryAgain() {
        endsFail.set(true);
        order(ConnectResponse.Order.Kind.KIND_LOG_OFF, sessions.arrive(new UserName("alice")));
        int before = current().heard(MessageCase.INVENTORY).size();

        await().untilAsserted(() ->
                assertThat(current().heard(MessageCase.INVENTORY).size()).isBetween(before + 2, before + 3));
        String done = current()
                .heard(MessageCase.INVENTORY)
                .get(before)
                .getInventory()
                .getOrdersDone();
        assertThat(current().lastInventory().getOrdersDone()).isEqualTo(done);

        endsFail.set(false);
        await().untilAsserted(() ->
                assertThat(current().lastInventory().getOrdersDone()).isNotEqualTo(done));
    }

    @Test
    void keepsAUserOutWhoseWaitOutlastsTheLease() {
        awaitLease();
        broker.answersPings = false;
        other.answersPings = false;
        var entry = agent.admit(ticket(100)).toCompletableFuture();
        await().untilAsserted(
                        () -> assertThat(current().heard(MessageCase.REDEEM)).isNotEmpty());

        asleep.set(Duration.ofHours(1));

        assertThat(entry.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(new Entry.Denied("outside_lease"));
    }

    @Test
    void registersAgainWhenToldAndTakesNoEarlierTicket() {
        awaitLease();
        answerRedemptions(FakeBroker.entryFor("alice"));
        broker.incarnation = "11-0";
        other.incarnation = "11-0";
        current()
                .say(ConnectResponse.newBuilder()
                        .setRegisterAgain(
                                ConnectResponse.RegisterAgain.newBuilder().setReason("HOST_IS_LOST"))
                        .build());

        await().untilAsserted(() -> assertThat(status().incarnation()).contains("11-0"));
        awaitLease();
        assertThat(admit(ticket(100))).isEqualTo(new Entry.Denied("other_incarnation"));
    }

    @Test
    void leavesASilentBroker() {
        awaitLease();
        FakeBroker first = current();
        FakeBroker next = first == broker ? other : broker;
        first.answersPings = false;
        first.answersInventories = false;

        await().untilAsserted(() -> assertThat(status().broker()).contains(next.name()));
    }

    private Agent agent() {
        return agent(false);
    }

    private Agent agent(boolean endOutsideLease) {
        return new Agent(
                new AgentSettings(
                        new AgentSettings.ProposedHost(
                                new HostId("host-1"), new PoolId("office"), "host-1.example:3389", 0, 0),
                        List.of(broker.name(), other.name()),
                        TIMING,
                        endOutsideLease),
                new Agent.Parts(
                        new FailingAtWill(),
                        () -> new LoadSample(250, 1, 2),
                        () -> Duration.ofNanos(System.nanoTime()).plus(asleep.get()),
                        connections),
                threads);
    }

    /** Shows the sessions, and ends them unless that is to fail. */
    private final class FailingAtWill implements SessionSource {
        @Override
        public List<ObservedSession> observe() {
            looks.incrementAndGet();
            return sessions.observe();
        }

        @Override
        public void end(String key) throws SessionSourceException {
            if (endsFail.get()) {
                failedEnds.incrementAndGet();
                throw new SessionSourceException(SessionSourceException.Kind.FAILED, "planned");
            }
            sessions.end(key);
        }

        @Override
        public void disconnect(String key) {
            sessions.disconnect(key);
        }
    }

    private static FakeBroker start(String name) {
        try {
            return new FakeBroker(name, KEY);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The broker that the agent has chosen. */
    private FakeBroker current() {
        return status().broker().filter(name -> name.equals(other.name())).isPresent() ? other : broker;
    }

    private AgentStatus status() {
        return agent.status().toCompletableFuture().join();
    }

    /** Has every inventory answered with an order, and asks for an inventory. */
    private void order(ConnectResponse.Order.Kind kind, String key) {
        awaitLease();
        List<ConnectResponse.Order> orders = List.of(ConnectResponse.Order.newBuilder()
                .setOrderId("60-0")
                .setKind(kind)
                .setSession("sessions/s-50-0")
                .setKey(key)
                .build());
        broker.orders = orders;
        other.orders = orders;
        current()
                .say(ConnectResponse.newBuilder()
                        .setOrdersWaiting(ConnectResponse.OrdersWaiting.getDefaultInstance())
                        .build());
    }

    private void awaitLease() {
        await().until(() -> status().leaseHeld());
    }

    /** Starts other brokers, sets them up before anybody asks them, and another agent. */
    private void startAnew(boolean endOutsideLease, Consumer<FakeBroker> setUp) {
        agent.close();
        broker.close();
        other.close();
        broker = start(broker.name() + " anew");
        other = start(other.name() + " anew");
        setUp.accept(broker);
        setUp.accept(other);
        agent = agent(endOutsideLease);
        agent.start();
    }

    /** Returns the sequence of a ping that was sent a while after the first inventory was taken. */
    private long awaitPingThatMayRenew() {
        await().untilAsserted(
                        () -> assertThat(current().heard(MessageCase.INVENTORY)).isNotEmpty());
        int before = current().heard(MessageCase.PING).size();
        await().untilAsserted(() ->
                assertThat(current().heard(MessageCase.PING).size()).isGreaterThan(before + 1));
        return current().heard(MessageCase.PING).get(before + 1).getPing().getSequence();
    }

    /** Lets 10 s and more pass, in steps in which no broker seems silent; pings are answered all the time. */
    private void sleepThroughPings(int steps) {
        for (int step = 1; step <= steps; step++) {
            asleep.set(Duration.ofMillis(2100L * step));
            int before = current().heard(MessageCase.PING).size();
            await().untilAsserted(() ->
                    assertThat(current().heard(MessageCase.PING).size()).isGreaterThan(before + 1));
        }
    }

    private void goOutsideTheLease() {
        broker.answersPings = false;
        other.answersPings = false;
        asleep.set(Duration.ofSeconds(20));
        await().until(() -> !status().leaseHeld());
    }

    private void answerRedemptions(ConnectResponse.RedeemResult result) {
        broker.redeemResult = Optional.of(result);
        other.redeemResult = Optional.of(result);
    }

    private Entry admit(String ticket) {
        return agent.admit(ticket)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static String ticket(long fence) {
        return ticketFor(fence, Duration.ofSeconds(30));
    }

    private static String ticketFor(long fence, Duration life) {
        return new TicketSigner(KEY)
                .sign(new Ticket(
                        new Fence(new LogPosition(fence, 0)),
                        new SessionId(new LogPosition(50, 0)),
                        new LogTime(FakeBroker.LOG_TIME).plus(life),
                        new HostIncarnation(new LogPosition(10, 0)),
                        Fingerprint.of("host-1"),
                        Fingerprint.of("alice")));
    }
}
