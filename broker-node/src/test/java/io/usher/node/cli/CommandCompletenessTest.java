package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteBinding;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.DeletePool;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.DisconnectSession;
import io.usher.core.command.EndSession;
import io.usher.core.command.ExpireLeases;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.FoundSite;
import io.usher.core.command.GrantRole;
import io.usher.core.command.HostLoad;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.LeaveQueue;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.ReportInventory;
import io.usher.core.command.ReportLoads;
import io.usher.core.command.RequestActions;
import io.usher.core.command.ReviewScaling;
import io.usher.core.command.RevokeRole;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.command.StandIn;
import io.usher.core.command.UpdateBroker;
import io.usher.core.command.UpdateFolder;
import io.usher.core.command.UpdateHost;
import io.usher.core.command.UpdatePool;
import io.usher.core.command.UpdateResource;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.BrokerId;
import io.usher.core.model.Fence;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LeadCause;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.RoleTable;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.SessionId;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.state.BrokerView;
import io.usher.node.api.ActionGrpc;
import io.usher.node.api.Admissions;
import io.usher.node.api.ApiServer;
import io.usher.node.api.ApiServerSettings;
import io.usher.node.api.ApiSettings;
import io.usher.node.api.AssignmentWatches;
import io.usher.node.api.Authorization;
import io.usher.node.api.BindingGrpc;
import io.usher.node.api.BrokerGrpc;
import io.usher.node.api.Calls;
import io.usher.node.api.FakeControl;
import io.usher.node.api.FolderGrpc;
import io.usher.node.api.Headers;
import io.usher.node.api.Health;
import io.usher.node.api.HostGrpc;
import io.usher.node.api.PoolGrpc;
import io.usher.node.api.PrimaryCalls;
import io.usher.node.api.QueueGrpc;
import io.usher.node.api.ResourceGrpc;
import io.usher.node.api.RoleGrpc;
import io.usher.node.api.ScheduleGrpc;
import io.usher.node.api.SessionGrpc;
import io.usher.node.api.SiteGrpc;
import io.usher.node.api.SiteUpgrade;
import io.usher.node.api.SupportedLevels;
import io.usher.node.api.Tickets;
import io.usher.node.api.WatchStreams;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.primary.Newcomers;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.Submission;
import io.usher.node.replication.codec.CommandCodec;
import io.usher.node.replication.codec.Proposal;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.SigningQueue;
import io.usher.node.ticket.TicketSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No command of the core is out of reach: each has a place in the log, and a verb or a reason why it has none. */
class CommandCompletenessTest {

    private static final HostId HOST = new HostId("h1");
    private static final HostIncarnation LIFE = new HostIncarnation(new LogPosition(7, 0));
    private static final SessionId SESSION = new SessionId(new LogPosition(8, 0));

    private static final RegisterHost REGISTERED =
            new RegisterHost(HOST, new PoolId("office"), "agent", "h1:3389", HostSettings.DEFAULTS);

    /** Commands that people do not send. */
    private static final Map<Command, String> WITHOUT_VERB = Map.ofEntries(
            Map.entry(
                    new FoundSite(new SiteId("test"), "", SiteSettings.DEFAULTS),
                    "the first broker, when it starts a new site"),
            Map.entry(new RegisterBroker(new BrokerId("b1"), "b1:7400", "", "1"), "each broker when it starts"),
            Map.entry(new PromoteBroker(new BrokerId("b1"), LeadCause.PROMOTION), "the primary before it hands over"),
            Map.entry(new RemoveBroker(new BrokerId("b1")), "the primary, when the group goes on without it"),
            Map.entry(new RecordLead(new BrokerId("b1"), 1), "each new primary"),
            Map.entry(
                    new StandIn(new BrokerId("b1"), new BrokerId("b2"), Duration.ofSeconds(30)),
                    "the primary, when a broker with a vote is missing"),
            Map.entry(REGISTERED, "the agent of the host"),
            Map.entry(
                    new RedeemTicket(HOST, LIFE, 1, SESSION, new Fence(new LogPosition(8, 0)), false),
                    "the agent of the host"),
            Map.entry(new ReportInventory(HOST, LIFE, 2, LogPosition.NONE, List.of()), "the agent of the host"),
            Map.entry(
                    new ReportLoads(List.of(new HostLoad(HOST, LIFE, 5, 1, 2, LogPosition.NONE))),
                    "the primary, for agents"),
            Map.entry(new MarkHostLost(HOST, LIFE, Duration.ofSeconds(12)), "the primary, when a host is silent"),
            Map.entry(
                    new RunScheduleStep(new ScheduleId("night"), new LogPosition(9, 0), new LogTime(5), 1),
                    "the primary, when its time has come"),
            Map.entry(new AdmitNext(new PoolId("office")), "the primary, when a seat is free"),
            Map.entry(new ExpireQueue(10), "the primary, when a wait is over"),
            Map.entry(new KeepWaiting(List.of()), "each broker, for clients that wait"),
            Map.entry(new ReviewScaling(), "the primary, when a pool should have more hosts or fewer"),
            Map.entry(new ExpireLeases(10), "the primary, when a lease is over"));

    private final List<Command> submitted = new CopyOnWriteArrayList<>();
    private final EventFeed feed = new EventFeed(FeedLimits.DEFAULTS, Runnable::run);
    private final LocalReplicatedBroker broker = new LocalReplicatedBroker(feed);
    private Optional<ApiServer> server = Optional.empty();

    @BeforeEach
    void aSiteBehindTheRealApi() throws IOException {
        broker.apply(new FoundSite(new SiteId("test"), "", SiteSettings.DEFAULTS));
        Calls calls = new Calls(new Recorder(), new Headers(new BrokerId("b1"), () -> 1), ApiSettings.DEFAULTS);
        WatchStreams watches = new WatchStreams(calls, feed, Runnable::run);
        Tickets tickets =
                new Tickets(new SigningQueue(new TicketSigner(BrokerKey.ephemeral())::sign, Runnable::run, 1));
        FakeControl control = new FakeControl(broker);
        server = Optional.of(ApiServer.start(
                new ApiServerSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), 1 << 20),
                new Health(),
                new Authorization(() -> RoleTable.EMPTY, List.of()),
                List.of(
                        new SiteGrpc(
                                calls,
                                new SiteUpgrade(
                                        new PrimaryCalls(control, FakeControl.NOBODY),
                                        new SupportedLevels(new BrokerId("b1"), "0.2.0", control))),
                        new RoleGrpc(calls),
                        new BrokerGrpc(
                                calls,
                                watches,
                                new PrimaryCalls(control, FakeControl.NOBODY),
                                new Admissions(control, new Newcomers()),
                                control),
                        new PoolGrpc(calls),
                        new ScheduleGrpc(calls),
                        new ResourceGrpc(calls),
                        new FolderGrpc(calls),
                        new HostGrpc(calls, watches),
                        new SessionGrpc(calls, tickets, watches),
                        new ActionGrpc(calls),
                        new BindingGrpc(calls),
                        new QueueGrpc(calls, new AssignmentWatches(calls, tickets)))));
    }

    @AfterEach
    void close() {
        server.ifPresent(ApiServer::close);
    }

    @Test
    void everyCommandHasAVerbOrAReason() {
        send("site update --display-name Test", UpdateSite.class);
        send("site upgrade --yes", RaiseFeatureLevel.class);
        send("role grant operator cn:alice", GrantRole.class);
        send("role revoke operator cn:alice --yes", RevokeRole.class);
        send("pool create office", CreatePool.class);
        send("pool update office --method round-robin", UpdatePool.class);
        send("resource create desk --kind desktop --pool office", CreateResource.class);
        send("resource update desk --display-name Desk", UpdateResource.class);
        send("folder create writing", CreateFolder.class);
        broker.apply(new RegisterBroker(new BrokerId("b1"), "b1:7400", "", "1"));
        send("broker update b1 --priority 5", UpdateBroker.class);
        send("folder update writing --display-name Writing", UpdateFolder.class);
        send("folder delete writing --yes", DeleteFolder.class);
        broker.apply(REGISTERED);
        send("host update h1 --weight 5", UpdateHost.class);
        send("binding create h1 --pool office --user anna", CreateBinding.class);
        send("binding delete h1 --yes", DeleteBinding.class);
        send("host drain h1 --until-restart", ControlHostLogons.class);
        send("pool enable office", ControlPoolLogons.class);
        send("assign --user anna desk --prelaunch", AssignSession.class);
        send("session disconnect " + onlySession(), DisconnectSession.class);
        send("session message --pool office --text hello", RequestActions.class);
        send("session end " + onlySession() + " --yes", EndSession.class);
        send("queue cancel q-1-0 --yes", LeaveQueue.class);
        send("schedule create night --pool office --at 2100-01-01T00:00:00Z --step 0s=drain", CreateSchedule.class);
        send("schedule update night --step -5m=message:closing --step 0s=drain", UpdateSchedule.class);
        send("schedule delete night --yes", DeleteSchedule.class);
        send("host remove h1 --yes", RemoveHost.class);
        send("resource delete desk --yes", DeleteResource.class);
        send("pool delete office --yes", DeletePool.class);

        Stream<Class<?>> reached = Stream.concat(submitted.stream(), WITHOUT_VERB.keySet().stream())
                .map(Object::getClass);
        assertThat(reached).containsExactlyInAnyOrder(Command.class.getPermittedSubclasses());
    }

    @Test
    void everyCommandThatPeopleDoNotSendCanStandInTheLog() {
        assertThat(WITHOUT_VERB)
                .allSatisfy((command, sender) -> assertThat(throughTheLog(command))
                        .as("as sent by %s", sender)
                        .isEqualTo(command));
    }

    /** Whatever the answer is, the verb has to come to exactly this command, and the command through the log. */
    private void send(String line, Class<? extends Command> expected) {
        int before = submitted.size();
        Run run = Run.in(
                Map.of("USHER_SERVER", "localhost:" + server.orElseThrow().port()), line.split(" "));
        assertThat(submitted.subList(before, submitted.size()))
                .as(line + ": " + run.err())
                .singleElement()
                .isInstanceOf(expected)
                .satisfies(command -> assertThat(throughTheLog(command)).isEqualTo(command));
    }

    private SessionId onlySession() {
        Deadline soon = Deadline.after(Duration.ofSeconds(5));
        return broker.read(
                        Freshness.STALE,
                        soon,
                        view -> view.sessions().iterator().next().id())
                .toCompletableFuture()
                .join()
                .value();
    }

    private static Command throughTheLog(Command command) {
        return CommandCodec.decode(CommandCodec.encode(new Proposal(Optional.empty(), command)))
                .command();
    }

    /** Remembers what is submitted. */
    private final class Recorder implements ReplicatedBroker {

        @Override
        public CompletionStage<Committed> submit(Submission submission) {
            submitted.add(submission.command());
            return broker.submit(submission);
        }

        @Override
        public <T> CompletionStage<ReadResult<T>> read(
                Freshness freshness, Deadline deadline, Function<BrokerView, T> query) {
            return broker.read(freshness, deadline, query);
        }
    }
}
