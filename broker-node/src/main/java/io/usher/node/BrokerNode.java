package io.usher.node;

import io.grpc.BindableService;
import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import io.usher.node.api.AgentGrpc;
import io.usher.node.api.AgentNotices;
import io.usher.node.api.ApiServer;
import io.usher.node.api.BrokerGrpc;
import io.usher.node.api.Calls;
import io.usher.node.api.DecisionGrpc;
import io.usher.node.api.Headers;
import io.usher.node.api.Health;
import io.usher.node.api.HostGrpc;
import io.usher.node.api.PoolGrpc;
import io.usher.node.api.ResourceGrpc;
import io.usher.node.api.SessionGrpc;
import io.usher.node.api.SiteGrpc;
import io.usher.node.api.Tickets;
import io.usher.node.api.WatchStreams;
import io.usher.node.api.mapping.SiteMapping;
import io.usher.node.config.ServerConfig;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.peer.GrpcPingLink;
import io.usher.node.peer.GrpcPrimaryLink;
import io.usher.node.peer.PeerChannels;
import io.usher.node.peer.PeerServer;
import io.usher.node.primary.PingSchedule;
import io.usher.node.primary.PrimaryDuties;
import io.usher.node.primary.RoutedHostPings;
import io.usher.node.replication.raft.Replication;
import io.usher.node.telemetry.BuildVersion;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.TicketSigner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One broker process: the only place that builds its parts and connects them. Parts start in the order of use and end
 * in the reverse, the API first.
 */
public final class BrokerNode implements AutoCloseable {

    private static final Duration ENTRY_TICK = Duration.ofSeconds(1);
    private static final Duration HEALTH_TICK = Duration.ofMillis(200);
    private static final int HALTED = 70;
    private static final Logger LOG = LoggerFactory.getLogger(BrokerNode.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private BrokerNode() {}

    /**
     * Runs a broker until a signal ends the process.
     *
     * @throws IOException when it cannot start; says what to do
     */
    public static void run(ServerConfig config) throws IOException, InterruptedException {
        BrokerNode node = start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "broker-end"));
        // A signal ends the process through the hook above; there is nothing else to wait for.
        new CountDownLatch(1).await();
    }

    /** Starts a broker. Does not wait for a primary. */
    static BrokerNode start(ServerConfig config) throws IOException {
        BrokerNode node = new BrokerNode();
        try {
            node.open(config);
            return node;
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void open(ServerConfig config) throws IOException {
        ServerSettings settings = ServerSettings.of(config);
        NodeThreads threads = closing(NodeThreads.start());
        PeerChannels channels =
                closing(new PeerChannels(settings.replication().group().tls()));
        EventFeed feed = new EventFeed(FeedLimits.DEFAULTS, threads.wakeups());
        StartingBroker starting = new StartingBroker();
        PrimaryDuties duties = new PrimaryDuties(
                starting, new SiteId(config.siteId()), new PingSchedule(config.pingInterval()), threads.timer());
        Replication replication = closing(Replication.start(
                settings.replication(),
                new GrpcPrimaryLink(channels),
                new Replication.Listeners(new FeedPublisher(feed), duties, BrokerNode::halt)));
        starting.started(replication);
        closing(PeerServer.start(settings.replication().group(), replication.endpoint(), duties));
        RoutedHostPings pings =
                new RoutedHostPings(duties, new GrpcPingLink(replication::otherPrimary, channels), threads.timer());
        BrokerKey key = BrokerKey.in(config.storage().directory());
        serve(settings, new Services(config, replication, feed, pings, key), threads);
        enter(config, replication, key, threads);
        if (config.group().peers().size() == 1) {
            LOG.warn("this site has one broker: when it fails, nobody serves; add two for high availability");
        }
    }

    /** What the API is made of. */
    private record Services(
            ServerConfig config, Replication replication, EventFeed feed, RoutedHostPings pings, BrokerKey key) {}

    private void serve(ServerSettings settings, Services parts, NodeThreads threads) throws IOException {
        Headers headers = new Headers(new BrokerId(parts.config().brokerId()), parts.replication()::term);
        Calls calls = new Calls(parts.replication(), headers, settings.api());
        WatchStreams watches = new WatchStreams(calls, parts.feed(), threads.wakeups());
        Tickets tickets = new Tickets(new TicketSigner(parts.key()), threads.signing());
        List<BindableService> services = List.of(
                new SiteGrpc(calls),
                new BrokerGrpc(calls),
                new PoolGrpc(calls),
                new HostGrpc(calls, watches),
                new ResourceGrpc(calls),
                new SessionGrpc(calls, tickets, watches),
                new DecisionGrpc(calls),
                new AgentGrpc(
                        calls,
                        new AgentGrpc.Collaborators(
                                parts.pings(),
                                new PingSchedule(parts.config().pingInterval()),
                                new AgentNotices(calls, parts.feed()))));
        Health health = new Health();
        closing(ApiServer.start(settings.server(), health, services));
        repeat(threads, settings.api().progressInterval(), watches::tellProgress);
        repeat(threads, HEALTH_TICK, () -> {
            health.canRead(true);
            health.canCommit(parts.replication().primary().isPresent());
        });
    }

    private static void enter(ServerConfig config, Replication replication, BrokerKey key, NodeThreads threads)
            throws IOException {
        RegisterBroker self = new RegisterBroker(
                new BrokerId(config.brokerId()),
                config.api().advertise().toString(),
                SiteMapping.ticketKey(key.encodedPublicKey()),
                BuildVersion.text());
        repeat(threads, ENTRY_TICK, new SiteEntry(replication, self)::tick);
    }

    private static void repeat(NodeThreads threads, Duration interval, Runnable work) {
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                // An exception would stop the timer for good; the next tick looks at everything anew.
                LOG.error("something that comes again failed this time", e);
            }
        };
        // Ends with the timer, and never before.
        Future<?> unused =
                threads.timer().scheduleWithFixedDelay(guarded, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Going on could give wrong answers. Halts at once: an orderly end could wait for what no longer moves. */
    private static void halt(String what, Throwable cause) {
        LOG.error("halting: {}", what, cause);
        Runtime.getRuntime().halt(HALTED);
    }

    private <T extends AutoCloseable> T closing(T part) {
        parts.push(part);
        return part;
    }

    /** Ends everything in the reverse order. What fails to end is logged and does not keep the rest from ending. */
    @Override
    @SuppressWarnings("try")
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the broker did not end in good order", e);
            }
        }
    }
}
