package io.usher.node;

import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import io.usher.node.api.AgentGrpc;
import io.usher.node.api.AgentNotices;
import io.usher.node.api.AllServices;
import io.usher.node.api.ApiServer;
import io.usher.node.api.AssignmentWatches;
import io.usher.node.api.Authorization;
import io.usher.node.api.BackupGrpc;
import io.usher.node.api.BrokerFacts;
import io.usher.node.api.BrokerGrpc;
import io.usher.node.api.Calls;
import io.usher.node.api.ClusterGrpc;
import io.usher.node.api.Headers;
import io.usher.node.api.Health;
import io.usher.node.api.LocalReplica;
import io.usher.node.api.PrimaryCalls;
import io.usher.node.api.QueueGrpc;
import io.usher.node.api.ReplayGrpc;
import io.usher.node.api.SessionGrpc;
import io.usher.node.api.Tickets;
import io.usher.node.api.WatchStreams;
import io.usher.node.api.WhatIfGrpc;
import io.usher.node.api.mapping.BrokerMapping;
import io.usher.node.config.ServerConfig;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.peer.DeathWatch;
import io.usher.node.peer.GrpcPassOn;
import io.usher.node.peer.GrpcPingLink;
import io.usher.node.peer.GrpcPrimaryLink;
import io.usher.node.peer.PeerChannels;
import io.usher.node.peer.PeerServer;
import io.usher.node.peer.PeerStatuses;
import io.usher.node.primary.PingSchedule;
import io.usher.node.primary.PrimaryDuties;
import io.usher.node.primary.RoutedHostPings;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.ReplicaStatus;
import io.usher.node.replication.StateDigestAt;
import io.usher.node.replication.raft.Replication;
import io.usher.node.telemetry.BuildVersion;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.SigningQueue;
import io.usher.node.ticket.TicketSigner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One broker process: the only place that builds its parts and connects them. Parts start in the order of use and end
 * in the reverse, the API first.
 */
public final class BrokerNode implements AutoCloseable {

    private static final Duration ENTRY_TICK = Duration.ofSeconds(1);
    private static final Duration HEALTH_TICK = Duration.ofMillis(200);
    /** A new primary is watched from then on. */
    private static final Duration WATCH_TICK = Duration.ofMillis(200);

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
                starting,
                new BrokerId(config.brokerId()),
                new SiteId(config.siteId()),
                new PingSchedule(config.pingInterval()),
                threads.timer());
        Replication replication = closing(Replication.start(
                settings.replication(),
                new GrpcPrimaryLink(channels),
                new Replication.Listeners(new FeedPublisher(feed), duties, BrokerNode::halt)));
        starting.started(replication);
        DeathWatch deaths = new DeathWatch(channels, threads.probes(), peer -> replication.processEnded(peer.id()));
        threads.repeat(WATCH_TICK, () -> replication.otherPrimary().ifPresent(deaths::watch));
        RoutedHostPings pings =
                new RoutedHostPings(duties, new GrpcPingLink(replication::otherPrimary, channels), threads.timer());
        BrokerKey key = BrokerKey.in(config.storage().directory());
        serve(settings, new Services(config, replication, feed, duties, pings, channels, key), threads);
        enter(config, replication, key, threads);
        replication.status().warnings().forEach(warning -> LOG.warn("{}", warning));
    }

    /** What the API is made of. */
    private record Services(
            ServerConfig config,
            Replication replication,
            EventFeed feed,
            PrimaryDuties duties,
            RoutedHostPings pings,
            PeerChannels channels,
            BrokerKey key) {}

    private void serve(ServerSettings settings, Services parts, NodeThreads threads) throws IOException {
        Calls calls = new Calls(parts.replication(), headers(parts), settings.api());
        WatchStreams watches = new WatchStreams(calls, parts.feed(), threads.wakeups());
        Tickets tickets = tickets(parts.key(), threads);
        AgentNotices notices = closing(new AgentNotices(calls, parts.feed()));
        PingSchedule schedule = new PingSchedule(parts.config().pingInterval());
        AgentGrpc agents = new AgentGrpc(calls, new AgentGrpc.Collaborators(parts.pings(), schedule, notices));
        ClusterGrpc cluster = cluster(parts, calls, threads);
        WhatIfGrpc whatIf = closing(new WhatIfGrpc(calls));
        BackupGrpc backup = closing(new BackupGrpc(calls));
        ReplayGrpc replay = closing(new ReplayGrpc(calls, parts.replication().recordedLog()));
        AssignmentWatches waiting = new AssignmentWatches(calls, tickets);
        Health health = new Health();

        PrimaryCalls hereOnly = PrimaryCalls.hereOnly(parts.replication().control());
        servePeers(settings, parts, cluster, new BrokerGrpc(calls, watches, hereOnly));
        ApiServer server = closing(ApiServer.start(
                settings.server(),
                health,
                new Authorization(parts.replication()::roles, settings.administrators()),
                AllServices.of(
                        calls,
                        watches,
                        List.of(
                                brokers(parts, calls, watches),
                                new SessionGrpc(calls, tickets, watches),
                                new QueueGrpc(calls, waiting),
                                whatIf,
                                replay,
                                backup,
                                cluster,
                                agents))));
        // Ended before the server, which waits for its calls: streams do not end by themselves.
        List.<AutoCloseable>of(agents::stop, watches::stop, waiting::stop, server::beginStop)
                .forEach(this.parts::push);
        threads.repeat(settings.api().progressInterval(), watches::tellProgress);
        threads.repeat(AssignmentWatches.TICK, waiting::tick);
        threads.repeat(HEALTH_TICK, () -> tell(health, parts.replication()));
    }

    private static Headers headers(Services parts) {
        return new Headers(new BrokerId(parts.config().brokerId()), parts.replication()::term);
    }

    private static Tickets tickets(BrokerKey key, NodeThreads threads) {
        return new Tickets(new SigningQueue(
                new TicketSigner(key)::sign,
                threads.signing(),
                Runtime.getRuntime().availableProcessors()));
    }

    private void servePeers(ServerSettings settings, Services parts, ClusterGrpc cluster, BrokerGrpc brokers)
            throws IOException {
        closing(PeerServer.start(
                settings.replication().group(),
                parts.replication().endpoint(),
                parts.duties(),
                List.of(cluster, brokers)));
    }

    private static BrokerGrpc brokers(Services parts, Calls calls, WatchStreams watches) {
        Replication replication = parts.replication();
        return new BrokerGrpc(
                calls,
                watches,
                new PrimaryCalls(replication.control(), new GrpcPassOn(replication::otherPrimary, parts.channels())));
    }

    private static ClusterGrpc cluster(Services parts, Calls calls, NodeThreads threads) throws IOException {
        ServerConfig config = parts.config();
        Map<BrokerId, String> apiAddresses = new TreeMap<>();
        config.group()
                .peers()
                .forEach(peer ->
                        apiAddresses.put(new BrokerId(peer.id()), peer.api().toString()));
        BrokerFacts facts = new BrokerFacts(
                config.siteId(),
                config.api().advertise().toString(),
                config.self().raft().toString(),
                BuildVersion.text(),
                Instant.now());
        PeerGroup group = ServerSettings.of(config).replication().group();
        return new ClusterGrpc(
                calls,
                new OwnReplica(parts.replication()),
                new PeerStatuses(group, apiAddresses, parts.channels()),
                facts,
                threads.disk());
    }

    private record OwnReplica(Replication replication) implements LocalReplica {

        @Override
        public ReplicaStatus status() throws IOException {
            return replication.status();
        }

        @Override
        public CompletionStage<StateDigestAt> digest(long minRevision, Deadline deadline) {
            return replication.digest(minRevision, deadline);
        }
    }

    private static void tell(Health health, Replication replication) {
        health.canCommit(replication.primary().isPresent());
        replication
                .read(
                        Freshness.STALE,
                        Deadline.after(HEALTH_TICK),
                        view -> view.site().isPresent())
                .handle((found, failure) -> failure == null && found.value())
                .thenAccept(health::canRead);
    }

    private static void enter(ServerConfig config, Replication replication, BrokerKey key, NodeThreads threads)
            throws IOException {
        RegisterBroker self = new RegisterBroker(
                new BrokerId(config.brokerId()),
                config.api().advertise().toString(),
                BrokerMapping.ticketKey(key.encodedPublicKey()),
                BuildVersion.text());
        threads.repeat(ENTRY_TICK, new SiteEntry(replication, self)::tick);
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
