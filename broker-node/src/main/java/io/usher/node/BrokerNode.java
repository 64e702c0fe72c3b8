package io.usher.node;

import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import io.usher.node.api.Admissions;
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
import io.usher.node.api.ServiceGate;
import io.usher.node.api.SessionGrpc;
import io.usher.node.api.SiteGrpc;
import io.usher.node.api.SiteServices;
import io.usher.node.api.SiteUpgrade;
import io.usher.node.api.SupportedLevels;
import io.usher.node.api.Tickets;
import io.usher.node.api.WatchStreams;
import io.usher.node.api.WhatIfGrpc;
import io.usher.node.api.mapping.BrokerMapping;
import io.usher.node.config.ServerConfig;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.oidc.OidcTokens;
import io.usher.node.peer.DeathWatch;
import io.usher.node.peer.GrpcPassOn;
import io.usher.node.peer.GrpcPingLink;
import io.usher.node.peer.GrpcPrimaryLink;
import io.usher.node.peer.JoinLink;
import io.usher.node.peer.MembershipService;
import io.usher.node.peer.PeerChannels;
import io.usher.node.peer.PeerServer;
import io.usher.node.peer.PeerStatuses;
import io.usher.node.primary.Newcomers;
import io.usher.node.primary.PingSchedule;
import io.usher.node.primary.PrimaryDuties;
import io.usher.node.primary.RoutedHostPings;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.ReplicaStatus;
import io.usher.node.replication.StateDigestAt;
import io.usher.node.replication.raft.Replication;
import io.usher.node.telemetry.BuildVersion;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.SigningQueue;
import io.usher.node.ticket.TicketSigner;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One broker process: the only place that builds its parts and connects them. Parts start in the order of use and end
 * in the reverse, the API first.
 */
public final class BrokerNode implements AutoCloseable {

    private static final Duration ENTRY_TICK = Duration.ofSeconds(1);
    /** A new primary is watched from then on. */
    private static final Duration WATCH_TICK = Duration.ofMillis(200);

    private static final Duration BELONGING_TICK = Duration.ofSeconds(1);
    /** Sooner than an election could begin on a broker that has just lost its vote. */
    private static final Duration VOTE_TICK = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(BrokerNode.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<Again> again = new CompletableFuture<>();

    private BrokerNode() {}

    /**
     * Runs brokers, each of another site, until a signal ends the process.
     *
     * @throws IOException when one cannot start; says what to do
     */
    public static void run(List<ServerConfig> configs) throws IOException, InterruptedException {
        new BrokerProcess(configs).run();
    }

    /**
     * Why a broker has to start again.
     *
     * @param why in words
     * @param patient whether it must hear the others before it asks for votes
     */
    record Again(String why, boolean patient) {}

    /** Completes when this broker has to be closed and started again; blocks until then. */
    Again awaitAgain() throws InterruptedException {
        try {
            return again.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed exceptionally", e);
        }
    }

    /** Starts a broker that is alone in its process. Does not wait for a primary. */
    static BrokerNode start(ServerConfig config) throws IOException {
        return start(config, CommonParts.of(List.of(config)), false);
    }

    /**
     * Starts a broker. Does not wait for a primary.
     *
     * @param common what it shares with the brokers of other sites in this process
     * @param patient whether it must hear the others before it asks for votes
     */
    static BrokerNode start(ServerConfig config, CommonParts common, boolean patient) throws IOException {
        BrokerNode node = new BrokerNode();
        try {
            node.open(config, common, patient);
            return node;
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void open(ServerConfig config, CommonParts common, boolean patient) throws IOException {
        ServerSettings settings = patient ? ServerSettings.of(config).patient() : ServerSettings.of(config);
        SiteId site = new SiteId(config.siteId());
        NodeThreads threads = closing(NodeThreads.start(site));
        PeerChannels channels =
                closing(new PeerChannels(site, settings.replication().group().tls()));
        EventFeed feed = new EventFeed(FeedLimits.DEFAULTS, threads.wakeups());
        StartingBroker starting = new StartingBroker();
        PrimaryDuties duties = new PrimaryDuties(
                starting,
                new BrokerId(config.brokerId()),
                site,
                new PingSchedule(config.pingInterval()),
                threads.timer());
        JoinLink link = new JoinLink(
                channels,
                site,
                settings.replication().group().selfPeer(),
                config.api().advertise().toString(),
                BuildVersion.text());
        Halt halt = new Halt(() -> again.complete(new Again("the others say that it has no vote", true)));
        Belonging belonging = new Belonging(config, link, halt, patient);
        belonging.checkBegin(settings.replication());
        Replication replication = closing(Replication.start(
                settings.replication(),
                new GrpcPrimaryLink(channels),
                new Replication.Listeners(new FeedPublisher(feed), duties, halt)));
        starting.started(replication);
        DeathWatch deaths = new DeathWatch(channels, threads.probes(), peer -> replication.processEnded(peer.id()));
        threads.repeat(WATCH_TICK, () -> replication.otherPrimary().ifPresent(deaths::watch));
        RoutedHostPings pings =
                new RoutedHostPings(duties, new GrpcPingLink(replication::otherPrimary, channels), threads.timer());
        BrokerKey key = BrokerKey.in(config.storage().directory());
        serve(settings, new Services(config, common, replication, feed, duties, pings, channels, key), threads);
        Chores.log(threads, site, replication, common.logging());
        enter(config, replication, key, threads);
        threads.repeat(BELONGING_TICK, () -> belonging.tick(replication));
        threads.repeat(VOTE_TICK, () -> noticeLostVote(replication));
        replication.status().warnings().forEach(warning -> LOG.warn("{}", warning));
    }

    private void noticeLostVote(Replication replication) {
        try {
            if (replication.mustStartAgain()) {
                again.complete(new Again("it is a standby now", false));
            }
        } catch (IOException e) {
            // Closed, as when the others have said so before.
            LOG.debug("cannot tell whether this broker has a vote", e);
        }
    }

    /** What the API is made of. */
    private record Services(
            ServerConfig config,
            CommonParts common,
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
        AgentGrpc agents = agents(calls, parts);
        PeerStatuses others = others(parts);
        ClusterGrpc cluster = cluster(parts, calls, threads, others);
        AssignmentWatches waiting = new AssignmentWatches(calls, tickets);
        Health health = new Health();
        ServiceGate gate = new ServiceGate(
                new BrokerId(parts.config().brokerId()), agents::stop, List.of(watches::stop, waiting::stop));
        BrokerServices brokers = brokers(parts, calls, watches, others);
        serveBrokers(settings, parts, cluster, brokers);
        SiteServices services = new SiteServices(
                new SiteId(parts.config().siteId()),
                health,
                door(settings, parts),
                Optional.of(gate),
                AllServices.of(
                        calls,
                        watches,
                        List.of(
                                brokers.forClients(),
                                brokers.siteForClients(),
                                new SessionGrpc(calls, tickets, watches),
                                new QueueGrpc(calls, waiting),
                                closing(new WhatIfGrpc(calls)),
                                closing(new ReplayGrpc(
                                        calls, parts.replication().recordedLog())),
                                closing(new BackupGrpc(calls)),
                                cluster,
                                agents)));
        ApiServer server = closing(parts.common().api(parts.config()).serve(services));
        // Ended before the server, which waits for its calls: streams do not end by themselves.
        List.<AutoCloseable>of(agents::stop, watches::stop, waiting::stop, server::beginStop)
                .forEach(this.parts::push);
        threads.repeat(settings.api().progressInterval(), watches::tellProgress);
        threads.repeat(AssignmentWatches.TICK, waiting::tick);
        Chores.begin(threads, parts.replication(), gate, health);
    }

    private AgentGrpc agents(Calls calls, Services parts) {
        AgentNotices notices = closing(new AgentNotices(calls, parts.feed()));
        PingSchedule schedule = new PingSchedule(parts.config().pingInterval());
        return new AgentGrpc(calls, new AgentGrpc.Collaborators(parts.pings(), schedule, notices));
    }

    private Authorization door(ServerSettings settings, Services parts) throws IOException {
        Optional<OidcTokens> tokens = settings.oidc().isPresent()
                ? Optional.of(closing(OidcTokens.start(settings.oidc().get(), Clock.systemUTC())))
                : Optional.empty();
        return new Authorization(parts.replication()::roles, settings.administrators(), tokens);
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

    /** The same for clients and for other brokers, but that a call of another broker is not passed on again. */
    private void serveBrokers(ServerSettings settings, Services parts, ClusterGrpc cluster, BrokerServices services)
            throws IOException {
        Newcomers newcomers = services.newcomers();
        MembershipService members = new MembershipService(
                new SiteId(parts.config().siteId()), parts.replication(), parts.channels(), newcomers);
        closing(PeerServer.start(
                settings.replication().group(),
                parts.replication().endpoint(),
                parts.duties(),
                List.of(cluster, services.forPeers(), services.siteForPeers(), members)));
    }

    private record BrokerServices(
            Newcomers newcomers,
            BrokerGrpc forClients,
            BrokerGrpc forPeers,
            SiteGrpc siteForClients,
            SiteGrpc siteForPeers) {}

    private static BrokerServices brokers(Services parts, Calls calls, WatchStreams watches, PeerStatuses others)
            throws IOException {
        Replication replication = parts.replication();
        GroupControl control = replication.control();
        Newcomers newcomers = new Newcomers();
        Admissions admissions = new Admissions(control, newcomers);
        PrimaryCalls anywhere = new PrimaryCalls(control, new GrpcPassOn(replication::otherPrimary, parts.channels()));
        PrimaryCalls hereOnly = PrimaryCalls.hereOnly(control);
        SupportedLevels levels = new SupportedLevels(control.self(), BuildVersion.text(), others);
        return new BrokerServices(
                newcomers,
                new BrokerGrpc(calls, watches, anywhere, admissions, others),
                new BrokerGrpc(calls, watches, hereOnly, admissions, others),
                new SiteGrpc(calls, new SiteUpgrade(anywhere, levels)),
                new SiteGrpc(calls, new SiteUpgrade(hereOnly, levels)));
    }

    private static PeerStatuses others(Services parts) {
        ServerConfig config = parts.config();
        Replication replication = parts.replication();
        Map<BrokerId, String> apiAddresses = new TreeMap<>();
        config.group()
                .peers()
                .forEach(peer ->
                        apiAddresses.put(new BrokerId(peer.id()), peer.api().toString()));
        return new PeerStatuses(
                new BrokerId(config.brokerId()),
                replication::members,
                id -> ApiAddresses.of(replication, id).orElse(apiAddresses.getOrDefault(id, "")),
                parts.channels());
    }

    private static ClusterGrpc cluster(Services parts, Calls calls, NodeThreads threads, PeerStatuses others)
            throws IOException {
        ServerConfig config = parts.config();
        BrokerFacts facts = new BrokerFacts(
                config.siteId(),
                config.api().advertise().toString(),
                config.self().raft().toString(),
                BuildVersion.text(),
                Instant.now());
        return new ClusterGrpc(calls, new OwnReplica(parts.replication()), others, facts, threads.disk());
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

    private static void enter(ServerConfig config, Replication replication, BrokerKey key, NodeThreads threads)
            throws IOException {
        RegisterBroker self = new RegisterBroker(
                new BrokerId(config.brokerId()),
                config.api().advertise().toString(),
                BrokerMapping.ticketKey(key.encodedPublicKey()),
                BuildVersion.text());
        threads.repeat(ENTRY_TICK, new SiteEntry(replication, replication::members, self)::tick);
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
