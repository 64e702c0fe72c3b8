package io.usher.node.agent;

import com.google.protobuf.ByteString;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.node.agent.lease.BootClock;
import io.usher.node.agent.lease.HostLease;
import io.usher.node.agent.load.LoadSource;
import io.usher.node.agent.session.ObservedSession;
import io.usher.node.agent.session.SessionSource;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.TicketVerifier;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of one host. It keeps a stream to some broker, moves to the next one when that is silent, be it one that it
 * was set up with or one that it was told of, registers, pings with load, tells who is on the host, asks about users at
 * the door, and carries out orders. Safe for use by several threads.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(3);

    private final AgentSettings settings;
    private final Parts parts;
    private final AgentThreads threads;
    private final AgentLoop loop;
    private final ConnectRequest registration;
    private final HostLease lease;
    private final TicketVerifier verifier;
    private final Presence presence;
    private final Redemptions redemptions;
    private final Inventories inventories;
    private final Pings pings;
    private final Observation observation;
    private final EndOutsideLease endOutsideLease;
    private final BrokerChoice brokers;
    private final Backoff backoff = new Backoff(new Random());

    private Optional<BrokerLink> link = Optional.empty();
    private Optional<HostIncarnation> incarnation = Optional.empty();
    private boolean isRegistered;
    private long epoch;
    private Duration heardAt = Duration.ZERO;

    /**
     * What an agent stands on.
     *
     * @param sessions the sessions of its host
     * @param load how busy it is
     * @param clock measures the lease
     * @param connections to brokers
     */
    public record Parts(SessionSource sessions, LoadSource load, BootClock clock, BrokerConnections connections) {}

    /** Creates an agent that does nothing yet. The threads may be shared by several agents. */
    public Agent(AgentSettings settings, Parts parts, AgentThreads threads) {
        this.settings = settings;
        this.parts = parts;
        this.threads = threads;
        this.registration = Registration.ofNewInstance(settings.host());
        this.loop = new AgentLoop(threads, this::failed);
        this.lease = new HostLease(parts.clock());
        this.verifier = new TicketVerifier(settings.host().id());
        this.presence = new Presence(settings.timing().arrival());
        RefusedSessions refusedSessions = new RefusedSessions();
        this.redemptions = new Redemptions(
                verifier,
                lease,
                presence,
                refusedSessions,
                new Redemptions.Wiring(
                        loop::later,
                        settings.timing().redemption(),
                        () -> ++epoch,
                        this::sendWhenRegistered,
                        this::step));
        this.inventories = new Inventories(
                presence,
                redemptions,
                new Orders(parts.sessions(), threads.sources(), presence, refusedSessions),
                new Inventories.Wiring(
                        settings.timing().inventory(),
                        () -> ++epoch,
                        this::sendWhenRegistered,
                        done -> loop.execute(() -> ordersCarriedOut(done))));
        this.pings = new Pings(parts.load(), lease, redemptions, inventories, this::sendWhenRegistered);
        Duration observe = settings.timing().observe();
        this.observation = new Observation(settings.host().id(), parts.sessions(), observe, loop, this::seen);
        this.endOutsideLease = new EndOutsideLease(lease, parts.sessions(), loop::atSource, observe);
        this.brokers = new BrokerChoice(
                settings.host().id(),
                settings.brokers(),
                broker -> parts.connections().mayReach(broker));
    }

    /** Begins to look at the host and to connect. */
    public void start() {
        loop.execute(this::connect);
        observation.start();
        stepLater();
    }

    /** Decides about a user at the door. */
    public CompletionStage<Entry> admit(String token) {
        CompletableFuture<Entry> entry = new CompletableFuture<>();
        loop.execute(() -> redemptions.admit(token, entry));
        return entry;
    }

    /** Looks at the sessions soon, rather than when it is time: something happened at the door. */
    public void look() {
        observation.look();
    }

    /** Returns how the agent is doing. */
    public CompletionStage<AgentStatus> status() {
        return CompletableFuture.supplyAsync(
                () -> new AgentStatus(
                        link.filter(open -> isRegistered).map(BrokerLink::broker),
                        incarnation.map(HostIncarnation::toString),
                        lease.isHeld(),
                        presence.size()),
                threads.loop());
    }

    /** Stops. The brokers will take the host for lost when its lease is over. Threads and connections stay open. */
    @Override
    public void close() {
        loop.execute(() -> {
            loop.end();
            isRegistered = false;
            lease.end();
            link.ifPresent(open -> open.cancel("the agent stops"));
        });
    }

    private void connect() {
        if (link.isPresent()) {
            return;
        }
        String broker = brokers.next();
        BrokerLink next = new BrokerLink(broker, loop, this::heard, cause -> lost(broker, cause));
        link = Optional.of(next);
        isRegistered = false;
        pings.forgetSent();
        heardAt = parts.clock().sinceBoot();
        next.open(parts.connections().to(broker));
        register(next);
    }

    private void lost(String broker, Throwable cause) {
        if (link.isEmpty()) {
            return; // The next attempt is on its way.
        }
        Duration wait = backoff.afterFailure();
        LOG.info("broker={} is gone, next attempt in {} ms: {}", broker, wait.toMillis(), cause.toString());
        isRegistered = false;
        link = Optional.empty();
        loop.later(this::connect, wait);
    }

    private void register(BrokerLink to) {
        isRegistered = false;
        to.send(registration);
    }

    private void heard(ConnectResponse message) {
        heardAt = parts.clock().sinceBoot();
        switch (message.getMessageCase()) {
            case REGISTERED -> registered(message.getRegistered());
            case LEASE_RENEWED -> pings.answered(message.getLeaseRenewed());
            case REDEEM_RESULT -> redemptions.answered(message.getRedeemResult(), heardAt);
            case INVENTORY_TAKEN -> inventories.answered(message.getInventoryTaken());
            case ORDERS_WAITING -> inventories.due();
            case TICKET_KEYS -> trust(message.getTicketKeys());
            case BROKERS -> brokers.learn(message.getBrokers());
            case REGISTER_AGAIN -> registerAgain(message.getRegisterAgain());
            case MESSAGE_NOT_SET ->
                LOG.warn("a broker said something that this agent does not know; upgrade the agent");
        }
        step();
    }

    private void registered(ConnectResponse.Registered registered) {
        HostIncarnation now = new HostIncarnation(LogPosition.parse(registered.getIncarnation()));
        if (!incarnation.equals(Optional.of(now))) {
            LOG.info("host={} registered incarnation={}", settings.host().id(), now);
            incarnation = Optional.of(now);
            redemptions.registeredAnew(heardAt);
            inventories.registeredAnew();
        }
        verifier.registered(now);
        trust(registered.getTicketKeys());
        brokers.succeeded();
        // Brokers of the release before tell of nobody.
        if (registered.hasBrokers()) {
            brokers.learn(registered.getBrokers());
        }
        pings.setInterval(registered.getPingInterval());
        isRegistered = true;
        backoff.succeeded();
        redemptions.tellAgain();
        inventories.startOver();
        pings.sendNow();
    }

    private void trust(ConnectResponse.TicketKeys keys) {
        verifier.trust(keys.getKeysList().stream()
                .map(ByteString::toByteArray)
                .map(BrokerKey::decodePublicKey)
                .toList());
    }

    private void registerAgain(ConnectResponse.RegisterAgain why) {
        LOG.info("host={} has to register again: {} {}", settings.host().id(), why.getReason(), why.getMessage());
        lease.end();
        pings.forgetSent();
        link.ifPresent(this::register);
    }

    /** What time and events may have made due. */
    private void step() {
        Duration now = parts.clock().sinceBoot();
        if (settings.endOutsideLease()) {
            endOutsideLease.step(now);
        }
        if (link.isPresent() && now.minus(heardAt).compareTo(SILENCE_LIMIT) > 0) {
            link.get().cancel("silent");
            lost(
                    link.get().broker(),
                    new IllegalStateException("nothing heard for " + SILENCE_LIMIT.toMillis() + " ms"));
            return;
        }
        if (isRegistered) {
            pings.sendIfDue(now);
            inventories.sendIfDue(now);
        }
    }

    private void sendWhenRegistered(ConnectRequest message) {
        if (isRegistered) {
            link.ifPresent(open -> open.send(message));
        }
    }

    private void ordersCarriedOut(Inventories.OrdersDone done) {
        inventories.carriedOut(done, parts.clock().sinceBoot());
        look();
    }

    private void seen(List<ObservedSession> sessions) {
        presence.observe(sessions, parts.clock().sinceBoot());
        step();
    }

    private void stepLater() {
        loop.later(
                () -> {
                    stepLater();
                    step();
                },
                Duration.ofMillis(Math.max(20, pings.interval().toMillis() / 4)));
    }

    private void failed(RuntimeException e) {
        // One bad message must not end the agent: a new stream begins from known ground.
        LOG.error(
                "the agent of host={} failed and connects anew", settings.host().id(), e);
        link.ifPresent(open -> open.cancel("the agent failed"));
        lost(link.map(BrokerLink::broker).orElse("none"), e);
    }
}
