package io.usher.node.cli;

import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.usher.core.Broker;
import io.usher.core.command.AdmitNext;
import io.usher.core.command.Command;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.ReviewScaling;
import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.RoleTable;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateImage;
import io.usher.node.api.Admissions;
import io.usher.node.api.AllServices;
import io.usher.node.api.ApiServer;
import io.usher.node.api.ApiServerSettings;
import io.usher.node.api.ApiSettings;
import io.usher.node.api.AssignmentWatches;
import io.usher.node.api.Authorization;
import io.usher.node.api.BackupGrpc;
import io.usher.node.api.BrokerFacts;
import io.usher.node.api.BrokerGrpc;
import io.usher.node.api.Calls;
import io.usher.node.api.ClusterGrpc;
import io.usher.node.api.FakeControl;
import io.usher.node.api.Headers;
import io.usher.node.api.Health;
import io.usher.node.api.PrimaryCalls;
import io.usher.node.api.QueueGrpc;
import io.usher.node.api.ReplayGrpc;
import io.usher.node.api.SessionGrpc;
import io.usher.node.api.SiteGrpc;
import io.usher.node.api.SiteUpgrade;
import io.usher.node.api.SupportedLevels;
import io.usher.node.api.Tickets;
import io.usher.node.api.WatchStreams;
import io.usher.node.api.WhatIfGrpc;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.primary.Newcomers;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.RecordedLog;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.Submission;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.codec.Proposal;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.SigningQueue;
import io.usher.node.ticket.TicketSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** The real API with the real core and the sample site behind it, at a time that stands still. */
final class SampleBroker implements AutoCloseable {

    private static final BrokerKey KEY = BrokerKey.ephemeral();

    private final EventFeed feed = new EventFeed(FeedLimits.DEFAULTS, Runnable::run);
    private final LocalReplicatedBroker broker = new LocalReplicatedBroker(feed);
    private final Recorder recorder = new Recorder();
    private final Calls calls = new Calls(recorder, new Headers(new BrokerId("b1"), () -> 7), ApiSettings.DEFAULTS);
    private final Tickets tickets = new Tickets(new SigningQueue(new TicketSigner(KEY)::sign, Runnable::run, 1));
    private final WatchStreams watches = new WatchStreams(calls, feed, Runnable::run);
    private final AssignmentWatches waiting = new AssignmentWatches(calls, tickets);
    private final WhatIfGrpc whatIf = new WhatIfGrpc(calls);
    private final ReplayGrpc replay = new ReplayGrpc(calls, recorder);
    private final BackupGrpc backup = new BackupGrpc(calls);
    private final ApiServer neighbour;
    private final ApiServer server;

    SampleBroker() throws IOException {
        broker.elapse(Duration.between(Instant.ofEpochMilli(broker.now().epochMillis()), Run.NOW));
        SampleSite.found(this::commit, this::view);
        neighbour = serve(List.of(cluster("")));
        server = serve(services().stream().map(this::ending).toList());
    }

    private static ApiServer serve(List<? extends BindableService> services) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return ApiServer.start(
                new ApiServerSettings(anyPort, Optional.empty(), 1 << 20),
                new Health(),
                new Authorization(() -> RoleTable.EMPTY, List.of()),
                services);
    }

    /** The brokers as a group, all at one address. */
    private ClusterGrpc cluster(String address) {
        SampleGroup group = new SampleGroup(broker, address);
        Instant started = Instant.now().minus(Duration.ofHours(3));
        BrokerFacts facts = new BrokerFacts("bremen", address, "b1.example:7401", "0.2.0", started);
        return new ClusterGrpc(calls, group, group, facts, Runnable::run);
    }

    private List<BindableService> services() {
        FakeControl control = new FakeControl(broker);
        PrimaryCalls primary = new PrimaryCalls(control, FakeControl.NOBODY);
        Newcomers newcomers = new Newcomers();
        for (String id : List.of("b4", "b5")) {
            Peer peer = new Peer(new BrokerId(id), id + ".example:7401", id + ".example:7402");
            newcomers.heard(new Newcomers.Newcomer(peer, id + ".example:7400", "0.2.0", FeatureLevel.highest()));
        }
        return AllServices.of(
                calls,
                watches,
                List.of(
                        new SiteGrpc(
                                calls,
                                new SiteUpgrade(primary, new SupportedLevels(new BrokerId("b1"), "0.2.0", control))),
                        new BrokerGrpc(calls, watches, primary, new Admissions(control, newcomers), control),
                        cluster(neighbours()),
                        new SessionGrpc(calls, tickets, watches),
                        new QueueGrpc(calls, waiting),
                        whatIf,
                        replay,
                        backup));
    }

    String address() {
        return "127.0.0.1:" + server.port();
    }

    /** Where all brokers of the group answer for themselves. */
    String neighbours() {
        return "127.0.0.1:" + neighbour.port();
    }

    Instant now() {
        return Instant.ofEpochMilli(broker.now().epochMillis());
    }

    /** Lets time pass and does meanwhile what a primary does for those who wait. */
    void sleep(Duration time) {
        for (PoolId pool : view().pools().stream().map(Pool::id).toList()) {
            commit(new AdmitNext(pool));
        }
        broker.elapse(time);
        commit(new ExpireQueue(10));
        commit(new ReviewScaling());
        waiting.tick();
    }

    private void commit(Command command) {
        recorder.submit(new Submission(command, Optional.empty(), soon()));
    }

    private BrokerView view() {
        return broker.read(Freshness.STALE, soon(), view -> view)
                .toCompletableFuture()
                .join()
                .value();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(5));
    }

    @Override
    public void close() {
        server.close();
        neighbour.close();
        whatIf.close();
        replay.close();
        backup.close();
    }

    private BindableService ending(BindableService service) {
        return () -> ServerInterceptors.intercept(service, new EndOfWatches());
    }

    /** Ends a watch as soon as it told all there is; one for a seat goes on for an hour. */
    private final class EndOfWatches implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            ServerCall.Listener<Q> listener = next.startCall(call, headers);
            String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
            if (call.getMethodDescriptor().getType() != MethodType.SERVER_STREAMING || !method.startsWith("Watch")) {
                return listener;
            }
            return new SimpleForwardingServerCallListener<>(listener) {
                @Override
                public void onHalfClose() {
                    super.onHalfClose();
                    if (method.equals("WatchAssignment")) {
                        sleep(Duration.ofHours(1));
                    } else {
                        call.close(Status.OK, new Metadata());
                    }
                }
            };
        }
    }

    /** Keeps the log. */
    private final class Recorder implements ReplicatedBroker, RecordedLog, RecordedLog.Recording {

        private final SortedMap<Long, LogEntryCodec.Entry> entries = new ConcurrentSkipListMap<>();

        @Override
        public CompletionStage<Committed> submit(Submission submission) {
            return broker.submit(submission).thenApply(done -> {
                Proposal proposal = new Proposal(submission.request(), submission.command(), submission.origin());
                entries.put(done.position().index(), new LogEntryCodec.Entry(done.time(), List.of(proposal)));
                return done;
            });
        }

        @Override
        public <T> CompletionStage<ReadResult<T>> read(
                Freshness freshness, Deadline deadline, Function<BrokerView, T> query) {
            return broker.read(freshness, deadline, query);
        }

        @Override
        public Recording open(long from) {
            return this;
        }

        @Override
        public long startIndex() {
            return -1;
        }

        @Override
        public StateImage start() {
            return Broker.empty().image();
        }

        @Override
        public Optional<LogEntryCodec.Entry> entry(long index) {
            return Optional.ofNullable(entries.get(index));
        }
    }
}
