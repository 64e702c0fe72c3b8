package io.usher.node.api;

import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.usher.core.command.FoundSite;
import io.usher.core.command.RegisterHost;
import io.usher.core.model.BrokerId;
import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.RoleTable;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.primary.Newcomers;
import io.usher.node.primary.PingAnswer;
import io.usher.node.primary.PingSchedule;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.SigningQueue;
import io.usher.node.ticket.TicketSigner;
import io.usher.proto.v1.ActionServiceGrpc;
import io.usher.proto.v1.BackupServiceGrpc;
import io.usher.proto.v1.BindingServiceGrpc;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.DecisionServiceGrpc;
import io.usher.proto.v1.FolderServiceGrpc;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.QueueServiceGrpc;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.RoleServiceGrpc;
import io.usher.proto.v1.ScalingServiceGrpc;
import io.usher.proto.v1.ScheduleServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.SiteServiceGrpc;
import io.usher.proto.v1.WhatIfServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The services over an in-process transport, with the real core behind them. Everything runs on the caller's thread.
 */
final class ApiFixture implements AutoCloseable {

    final EventFeed feed;
    final LocalReplicatedBroker broker;
    final BrokerKey key = BrokerKey.ephemeral();
    final Calls calls;
    final WatchStreams watches;
    final AgentNotices notices;
    final AgentGrpc agents;
    final ManagedChannel channel;
    /** What a ping is answered; the primary's duties have their own tests. */
    CompletionStage<PingAnswer> pingAnswer =
            CompletableFuture.completedFuture(new PingAnswer.Renewed(new LogTime(5), Duration.ofSeconds(8)));

    final FakeControl control;
    final Newcomers newcomers = new Newcomers();
    /** What is passed on to another broker. */
    PrimaryCalls.PassOn passOn = FakeControl.NOBODY;

    private volatile Optional<Caller> caller = Optional.empty();
    private final WhatIfGrpc whatIf;
    private final BackupGrpc backup;
    final AssignmentWatches waiting;
    private final Server server;

    ApiFixture() {
        this(FeedLimits.DEFAULTS);
    }

    ApiFixture(FeedLimits limits) {
        feed = new EventFeed(limits, Runnable::run);
        broker = new LocalReplicatedBroker(feed);
        ApiSettings settings = new ApiSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));
        calls = new Calls(broker, new Headers(new BrokerId("b1"), () -> 7), settings);
        watches = new WatchStreams(calls, feed, Runnable::run);
        notices = new AgentNotices(calls, feed);
        agents = new AgentGrpc(
                calls,
                new AgentGrpc.Collaborators(
                        (ping, deadline) -> pingAnswer, new PingSchedule(Duration.ofSeconds(1)), notices));
        whatIf = new WhatIfGrpc(calls);
        backup = new BackupGrpc(calls);
        waiting = new AssignmentWatches(calls, tickets());
        control = new FakeControl(broker);
        PrimaryCalls primary = new PrimaryCalls(control, new PassOnNow());
        String name = InProcessServerBuilder.generateName();
        server = start(InProcessServerBuilder.forName(name)
                .directExecutor()
                .intercept(new AsSomebody())
                .intercept(new Authorization(() -> RoleTable.EMPTY, List.of()))
                .intercept(new ClientAddress())
                .addService(new SiteGrpc(
                        calls, new SiteUpgrade(primary, new SupportedLevels(new BrokerId("b1"), "0.2.0", control))))
                .addService(new RoleGrpc(calls))
                .addService(new AuditGrpc(calls))
                .addService(new BrokerGrpc(calls, watches, primary, new Admissions(control, newcomers), control))
                .addService(new PoolGrpc(calls))
                .addService(new ScheduleGrpc(calls))
                .addService(new ResourceGrpc(calls))
                .addService(new FolderGrpc(calls))
                .addService(new HostGrpc(calls, watches))
                .addService(new SessionGrpc(calls, tickets(), watches))
                .addService(new QueueGrpc(calls, waiting))
                .addService(new ActionGrpc(calls))
                .addService(new ScalingGrpc(calls, watches))
                .addService(new BindingGrpc(calls))
                .addService(new DecisionGrpc(calls))
                .addService(whatIf)
                .addService(backup)
                .addService(agents)
                .build());
        channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    }

    /** From now on calls are made by somebody whom no certificate tells. */
    void actAs(Caller somebody) {
        caller = Optional.of(somebody);
    }

    private final class AsSomebody implements ServerInterceptor {

        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            Context context = caller.map(somebody -> Context.current().withValue(Caller.KEY, somebody))
                    .orElseGet(Context::current);
            return Contexts.interceptCall(context, call, headers, next);
        }
    }

    private Tickets tickets() {
        return new Tickets(new SigningQueue(new TicketSigner(key)::sign, Runnable::run, 1));
    }

    private final class PassOnNow implements PrimaryCalls.PassOn {

        @Override
        public <Q extends Message, A extends Message> CompletionStage<A> pass(
                MethodDescriptor<Q, A> method, Q request, Deadline deadline) {
            return passOn.pass(method, request, deadline);
        }
    }

    private static Server start(Server server) {
        try {
            return server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A site with a pool "office" of one host "h1" and a desktop "desk" served from it. */
    ApiFixture furnish() {
        broker.apply(new FoundSite(new SiteId("test"), "", SiteSettings.DEFAULTS));
        pools().createPool(CreatePoolRequest.newBuilder().setPoolId("office").build());
        resources()
                .createResource(CreateResourceRequest.newBuilder()
                        .setResourceId("desk")
                        .setResource(Resource.newBuilder()
                                .setKind(Resource.Kind.KIND_DESKTOP)
                                .addPools("pools/office"))
                        .build());
        addHost("h1");
        return this;
    }

    void addHost(String id) {
        broker.apply(new RegisterHost(
                new HostId(id), new PoolId("office"), "agent-" + id, id + ".example:3389", HostSettings.DEFAULTS));
    }

    QueueServiceGrpc.QueueServiceBlockingStub queue() {
        return QueueServiceGrpc.newBlockingStub(channel);
    }

    BackupServiceGrpc.BackupServiceBlockingStub backups() {
        return BackupServiceGrpc.newBlockingStub(channel);
    }

    WhatIfServiceGrpc.WhatIfServiceBlockingStub whatIf() {
        return WhatIfServiceGrpc.newBlockingStub(channel);
    }

    SiteServiceGrpc.SiteServiceBlockingStub site() {
        return SiteServiceGrpc.newBlockingStub(channel);
    }

    BrokerServiceGrpc.BrokerServiceBlockingStub brokers() {
        return BrokerServiceGrpc.newBlockingStub(channel);
    }

    PoolServiceGrpc.PoolServiceBlockingStub pools() {
        return PoolServiceGrpc.newBlockingStub(channel);
    }

    ResourceServiceGrpc.ResourceServiceBlockingStub resources() {
        return ResourceServiceGrpc.newBlockingStub(channel);
    }

    RoleServiceGrpc.RoleServiceBlockingStub roles() {
        return RoleServiceGrpc.newBlockingStub(channel);
    }

    FolderServiceGrpc.FolderServiceBlockingStub folders() {
        return FolderServiceGrpc.newBlockingStub(channel);
    }

    ScheduleServiceGrpc.ScheduleServiceBlockingStub schedules() {
        return ScheduleServiceGrpc.newBlockingStub(channel);
    }

    HostServiceGrpc.HostServiceBlockingStub hosts() {
        return HostServiceGrpc.newBlockingStub(channel);
    }

    SessionServiceGrpc.SessionServiceBlockingStub sessions() {
        return SessionServiceGrpc.newBlockingStub(channel);
    }

    BindingServiceGrpc.BindingServiceBlockingStub bindings() {
        return BindingServiceGrpc.newBlockingStub(channel);
    }

    ScalingServiceGrpc.ScalingServiceBlockingStub scaling() {
        return ScalingServiceGrpc.newBlockingStub(channel);
    }

    ActionServiceGrpc.ActionServiceBlockingStub actions() {
        return ActionServiceGrpc.newBlockingStub(channel);
    }

    DecisionServiceGrpc.DecisionServiceBlockingStub decisions() {
        return DecisionServiceGrpc.newBlockingStub(channel);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
        whatIf.close();
        backup.close();
    }
}
