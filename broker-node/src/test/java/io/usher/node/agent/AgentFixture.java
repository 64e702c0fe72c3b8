package io.usher.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.inprocess.InProcessServerBuilder;
import io.usher.core.model.Fence;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.SessionId;
import io.usher.node.agent.load.LoadSample;
import io.usher.node.agent.session.ObservedSession;
import io.usher.node.agent.session.SessionSource;
import io.usher.node.agent.session.SessionSourceException;
import io.usher.node.agent.session.SimulatedSessionSource;
import io.usher.node.agent.session.UserMessage;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.Fingerprint;
import io.usher.node.ticket.Ticket;
import io.usher.node.ticket.TicketSigner;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectRequest.MessageCase;
import io.usher.proto.v1.ConnectResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A running agent of a simulated host between two brokers that answer as a test wishes. */
final class AgentFixture implements AutoCloseable {
    private static final BrokerKey KEY = BrokerKey.ephemeral();
    private static final AgentSettings.Timing TIMING = new AgentSettings.Timing(
            Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofSeconds(30));

    final SimulatedSessionSource sessions = new SimulatedSessionSource();
    /** Whether the session source fails to end sessions. */
    final AtomicBoolean endsFail = new AtomicBoolean();

    final AtomicInteger failedEnds = new AtomicInteger();
    /** How often the session source was looked at. */
    final AtomicInteger looks = new AtomicInteger();

    FakeBroker broker = startBroker();
    FakeBroker other = startBroker();

    private final AtomicReference<Duration> asleep = new AtomicReference<>(Duration.ZERO);
    private final AgentThreads threads = AgentThreads.start();
    private final BrokerConnections connections = new BrokerConnections(FakeBroker::channelTo);
    private Agent agent = agent(false, broker, other);

    AgentFixture() {
        agent.start();
    }

    @Override
    public void close() {
        agent.close();
        threads.close();
        connections.close();
        broker.close();
        other.close();
    }

    /** Starts other brokers, sets them up before anybody asks them, and another agent. */
    void startAnew(boolean endOutsideLease, Consumer<FakeBroker> setUp) {
        startBrokersAnew(setUp);
        agent = agent(endOutsideLease, broker, other);
        agent.start();
    }

    /**
     * Starts other brokers, sets them up before anybody asks them, and another agent that knows the first one alone.
     */
    void startAnewKnowingOne(Consumer<FakeBroker> setUp) {
        startBrokersAnew(setUp);
        agent = agent(false, broker);
        agent.start();
    }

    private void startBrokersAnew(Consumer<FakeBroker> setUp) {
        agent.close();
        broker.close();
        other.close();
        broker = startBroker();
        other = startBroker();
        bothBrokers(setUp);
    }

    void bothBrokers(Consumer<FakeBroker> change) {
        change.accept(broker);
        change.accept(other);
    }

    /** The broker that the agent has chosen. */
    FakeBroker current() {
        return status().broker().filter(name -> name.equals(other.name())).isPresent() ? other : broker;
    }

    FakeBroker otherThan(FakeBroker one) {
        return one == broker ? other : broker;
    }

    AgentStatus status() {
        return agent.status().toCompletableFuture().join();
    }

    /** Has a user knock, and waits for nothing. */
    CompletableFuture<Entry> knock(String ticket) {
        return agent.admit(ticket).toCompletableFuture();
    }

    /** Has a user knock, and returns what the agent decided in the end. */
    Entry admit(String ticket) {
        return knock(ticket).orTimeout(10, TimeUnit.SECONDS).join();
    }

    void answerRedemptions(ConnectResponse.RedeemResult result) {
        bothBrokers(each -> each.redeemResult = Optional.of(result));
    }

    /** Has the current broker answer a redemption that it kept silent about. */
    void answer(ConnectRequest.Redeem asked, ConnectResponse.RedeemResult result) {
        current()
                .say(ConnectResponse.newBuilder()
                        .setRedeemResult(result.toBuilder().setEpoch(asked.getEpoch()))
                        .build());
    }

    void answerNoPings() {
        bothBrokers(each -> each.answersPings = false);
    }

    /** Has every inventory answered with an order, and asks for an inventory. */
    void order(ConnectResponse.Order.Kind kind, String key) {
        awaitLease();
        List<ConnectResponse.Order> orders = List.of(ConnectResponse.Order.newBuilder()
                .setOrderId("60-0")
                .setKind(kind)
                .setSession("sessions/s-50-0")
                .setKey(key)
                .build());
        bothBrokers(each -> each.orders = orders);
        current()
                .say(ConnectResponse.newBuilder()
                        .setOrdersWaiting(ConnectResponse.OrdersWaiting.getDefaultInstance())
                        .build());
    }

    void awaitLease() {
        await().until(() -> status().leaseHeld());
    }

    /** Waits until the current broker has heard such a message. */
    void awaitHeard(MessageCase kind) {
        await().untilAsserted(() -> assertThat(current().heard(kind)).isNotEmpty());
    }

    /** Returns the sequence of a ping that was sent a while after the first inventory was taken. */
    long awaitPingThatMayRenew() {
        awaitHeard(MessageCase.INVENTORY);
        int before = current().heard(MessageCase.PING).size();
        await().untilAsserted(() ->
                assertThat(current().heard(MessageCase.PING).size()).isGreaterThan(before + 1));
        return current().heard(MessageCase.PING).get(before + 1).getPing().getSequence();
    }

    /** Has the host wake up from a sleep of some time since the test began. */
    void sleep(Duration time) {
        asleep.set(time);
    }

    /** Lets 10 s and more pass, in steps in which no broker seems silent; pings are answered all the time. */
    void sleepThroughPings(int steps) {
        for (int step = 1; step <= steps; step++) {
            sleep(Duration.ofMillis(2100L * step));
            int before = current().heard(MessageCase.PING).size();
            await().untilAsserted(() ->
                    assertThat(current().heard(MessageCase.PING).size()).isGreaterThan(before + 1));
        }
    }

    void goOutsideTheLease() {
        answerNoPings();
        sleep(Duration.ofSeconds(20));
        await().until(() -> !status().leaseHeld());
    }

    static String ticket(long fence) {
        return ticketFor(fence, Duration.ofSeconds(30));
    }

    static String ticketFor(long fence, Duration life) {
        return new TicketSigner(KEY)
                .sign(new Ticket(
                        new Fence(new LogPosition(fence, 0)),
                        new SessionId(new LogPosition(50, 0)),
                        new LogTime(FakeBroker.LOG_TIME).plus(life),
                        new HostIncarnation(new LogPosition(10, 0)),
                        Fingerprint.of("host-1"),
                        Fingerprint.of("alice")));
    }

    private Agent agent(boolean endOutsideLease, FakeBroker... known) {
        return new Agent(
                new AgentSettings(
                        new AgentSettings.ProposedHost(
                                new HostId("host-1"), new PoolId("office"), "host-1.example:3389", 0, 0),
                        Stream.of(known).map(FakeBroker::name).toList(),
                        TIMING,
                        endOutsideLease),
                new Agent.Parts(
                        new FailingAtWill(),
                        () -> new LoadSample(250, 1, 2),
                        () -> Duration.ofNanos(System.nanoTime()).plus(asleep.get()),
                        connections),
                threads);
    }

    private static FakeBroker startBroker() {
        try {
            return new FakeBroker(InProcessServerBuilder.generateName(), KEY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows the sessions, and ends them unless that is to fail. */
    private final class FailingAtWill implements SessionSource {
        @Override
        public List<ObservedSession> observe() {
            looks.incrementAndGet();
            return sessions.observe();
        }

        @Override
        public void message(String key, UserMessage message) throws SessionSourceException {
            sessions.message(key, message);
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
}
