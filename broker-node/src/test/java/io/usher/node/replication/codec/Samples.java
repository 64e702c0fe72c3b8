package io.usher.node.replication.codec;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.Answer;
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
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.Reply;
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
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionReport;
import io.usher.core.model.ActionTarget;
import io.usher.core.model.Authorship;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Fence;
import io.usher.core.model.GroupName;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.Lead;
import io.usher.core.model.LeadCause;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.LimitKind;
import io.usher.core.model.LogLevel;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.ObservedState;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.RaisedLog;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.Role;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionId;
import io.usher.core.model.StandbySettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** One of every command and every reply, with no field at its default. */
final class Samples {

    static final HostIncarnation INCARNATION = new HostIncarnation(ModelSamples.at(812, 3));
    static final SessionId SESSION = new SessionId(ModelSamples.at(900, 4097));
    static final Fence FENCE = new Fence(ModelSamples.at(901, 2));

    private static final SessionAction LOG_OFF = new SessionAction(ActionKind.LOG_OFF, ModelSamples.at(950, 1));

    private static final SessionAction REBOOT = new SessionAction(ActionKind.REBOOT, ModelSamples.at(951, 1));

    private Samples() {}

    static List<Command> commands() {
        return Stream.concat(others().stream(), maintenance().stream()).toList();
    }

    private static List<Command> maintenance() {
        return List.of(
                new RequestActions(
                        new ActionTarget(
                                Optional.of(SESSION),
                                Optional.of(ModelSamples.USER),
                                Optional.of(ModelSamples.HOST.id()),
                                Optional.of(ModelSamples.POOL.id())),
                        ModelSamples.MESSAGE),
                new ReviewScaling(),
                new CreateBinding(
                        ModelSamples.BINDING.pool(), ModelSamples.BINDING.host(), ModelSamples.BINDING.owner()),
                new DeleteBinding(ModelSamples.BINDING.host()),
                new CreateSchedule(ModelSamples.SCHEDULE.id(), ModelSamples.SCHEDULE.settings()),
                new UpdateSchedule(
                        ModelSamples.SCHEDULE.id(),
                        Optional.of(ModelSamples.at(9, 5)),
                        ModelSamples.SCHEDULE.settings()),
                new DeleteSchedule(ModelSamples.SCHEDULE.id()),
                new RunScheduleStep(ModelSamples.SCHEDULE.id(), ModelSamples.at(17, 4), new LogTime(9_999), 1));
    }

    private static HostLoad load() {
        return new HostLoad(
                ModelSamples.HOST.id(),
                INCARNATION,
                345,
                5L << 30,
                8L << 30,
                FENCE.position(),
                ModelSamples.READINGS,
                OptionalInt.of(1_750));
    }

    private static List<Command> others() {
        return List.of(
                new FoundSite(ModelSamples.SITE.id(), "Würzburg", ModelSamples.SITE.settings(), FeatureLevel.highest()),
                new RaiseFeatureLevel(FeatureLevel.highest()),
                new UpdateSite(Optional.of(ModelSamples.at(7, 1)), "Main site", ModelSamples.SITE.settings()),
                new GrantRole(ModelSamples.ROLE.identity(), Role.GATEWAY),
                new RevokeRole(ModelSamples.ROLE.identity(), Role.AGENT),
                new PromoteBroker(new BrokerId("b2"), LeadCause.PROMOTION),
                new RecordLead(new BrokerId("b2"), 300),
                new RemoveBroker(new BrokerId("b2")),
                new UpdateBroker(new BrokerId("b2"), Optional.of(ModelSamples.at(9, 4)), brokerSettings()),
                new StandIn(new BrokerId("b2"), new BrokerId("b4"), Duration.ofSeconds(31)),
                new RegisterBroker(new BrokerId("b1"), "10.0.0.1:7400", "a2V5", "0.1.0", true),
                new CreatePool(ModelSamples.POOL.id(), "office", ModelSamples.POOL.settings()),
                new UpdatePool(
                        ModelSamples.POOL.id(),
                        Optional.of(ModelSamples.at(8, 2)),
                        "office 2",
                        ModelSamples.POOL.settings()),
                new DeletePool(ModelSamples.POOL.id()),
                new CreateResource(
                        ModelSamples.RESOURCE.id(), ResourceKind.APPLICATION, ModelSamples.RESOURCE.settings()),
                new UpdateResource(
                        ModelSamples.RESOURCE.id(),
                        Optional.of(ModelSamples.at(9, 3)),
                        ModelSamples.RESOURCE.settings()),
                new DeleteResource(ModelSamples.RESOURCE.id()),
                new CreateFolder(ModelSamples.FOLDER.id(), ModelSamples.FOLDER.settings()),
                new UpdateFolder(
                        ModelSamples.FOLDER.id(), Optional.of(ModelSamples.at(9, 4)), ModelSamples.FOLDER.settings()),
                new DeleteFolder(ModelSamples.FOLDER.id()),
                new RegisterHost(
                        ModelSamples.HOST.id(),
                        ModelSamples.POOL.id(),
                        "agent-1",
                        "10.1.0.7:3389",
                        ModelSamples.HOST.settings()),
                new ControlHostLogons(ModelSamples.HOST.id(), LogonControl.DRAIN_UNTIL_RESTART, true),
                new ControlPoolLogons(ModelSamples.POOL.id(), LogonControl.DISABLED, true),
                new UpdateHost(
                        ModelSamples.HOST.id(), Optional.of(ModelSamples.at(10, 4)), ModelSamples.HOST.settings()),
                new RemoveHost(ModelSamples.HOST.id()),
                new MarkHostLost(ModelSamples.HOST.id(), INCARNATION, Duration.ofMillis(12_345)),
                new ReportLoads(List.of(load())),
                inventory(),
                new AssignSession(
                        ModelSamples.USER,
                        ModelSamples.RESOURCE.id(),
                        ModelSamples.CLIENT,
                        List.of(new GroupName("staff"), new GroupName("writers")),
                        Optional.of(Duration.ofMillis(61_001))),
                new AdmitNext(ModelSamples.POOL.id()),
                new LeaveQueue(ModelSamples.QUEUED.id()),
                new KeepWaiting(List.of(ModelSamples.QUEUED.id(), new QueueEntryId(ModelSamples.at(5, 6)))),
                new ExpireQueue(70),
                new RedeemTicket(ModelSamples.HOST.id(), INCARNATION, 42, SESSION, FENCE, true),
                new DisconnectSession(SESSION),
                new EndSession(SESSION),
                new ExpireLeases(500));
    }

    private static ReportInventory inventory() {
        return new ReportInventory(
                ModelSamples.HOST.id(),
                INCARNATION,
                43,
                ModelSamples.at(940, 6),
                List.of(
                        new InventoryEntry("c1", Optional.of(SESSION), ModelSamples.USER, ObservedState.DISCONNECTED),
                        new InventoryEntry("c2", Optional.empty(), ModelSamples.USER, ObservedState.IDLE, true)),
                List.of(
                        new ActionReport(new ActionId(ModelSamples.at(930, 4096)), Optional.of("no display")),
                        new ActionReport(new ActionId(ModelSamples.at(930, 8192)), Optional.empty())));
    }

    static List<Reply> replies() {
        return List.of(
                Refusal.of(RefusalReason.NO_SEAT, "full", 3, "lost", 1),
                new Answer.Done(),
                new Answer.SiteAnswer(ModelSamples.SITE),
                new Answer.BrokerAnswer(broker()),
                new Answer.RoleAnswer(ModelSamples.ROLE),
                new Answer.PoolAnswer(ModelSamples.POOL),
                new Answer.ResourceAnswer(ModelSamples.RESOURCE),
                new Answer.FolderAnswer(ModelSamples.FOLDER),
                new Answer.HostAnswer(ModelSamples.HOST),
                new Answer.SessionAnswer(ModelSamples.session()),
                new Answer.Granted(
                        SESSION,
                        ModelSamples.USER,
                        ModelSamples.HOST.id(),
                        "10.1.0.7:3389",
                        INCARNATION,
                        FENCE,
                        new LogTime(1_700_000_030_000L),
                        DecisionRule.PLACED,
                        List.of(new LimitFinding(
                                LimitKind.USERS_OF_RESOURCE, 2, 3, OverLimitPolicy.WARN_USER_AND_START)),
                        ModelSamples.ROUTES),
                new Answer.Redeemed(SESSION, ModelSamples.USER),
                new Answer.InventoryTaken(
                        ModelSamples.at(960, 5),
                        List.of(
                                new Answer.Order(SESSION, Optional.of("c1"), LOG_OFF),
                                new Answer.Order(SESSION, Optional.empty(), LOG_OFF),
                                new Answer.Order(
                                        Optional.empty(), Optional.empty(), REBOOT, Optional.of(ModelSamples.MESSAGE))),
                        List.of(new Answer.Binding("c1", SESSION))),
                new Answer.LogonsControlled(12),
                new Answer.ActionsRequested(ModelSamples.at(961, 1), 5, 6, 7),
                new Answer.ScheduleAnswer(ModelSamples.SCHEDULE),
                new Answer.BindingAnswer(ModelSamples.BINDING),
                new Answer.LeasesExpired(17, 3, 2),
                new Answer.Queued(ModelSamples.QUEUED.id(), new LogTime(1_700_000_031_000L)),
                new Answer.QueueMoved(3));
    }

    private static BrokerSettings brokerSettings() {
        return new BrokerSettings(
                "Rack 2",
                true,
                10,
                Optional.of(Duration.ofSeconds(90)),
                List.of("broker.example:443"),
                Optional.of(new RaisedLog(
                        LogLevel.TRACE, "io.usher", Duration.ofHours(1), Optional.of(new LogTime(7_000)))),
                new StandbySettings(true, Optional.of(Duration.ofSeconds(45))));
    }

    static BrokerProfile broker() {
        return new BrokerProfile(
                new BrokerId("b1"),
                "10.0.0.1:7400",
                "a2V5",
                "0.1.0",
                Optional.of(new Lead(300, new LogTime(5_000), LeadCause.ELECTION)),
                Optional.of(LeadCause.PROMOTION),
                Optional.of(new LogTime(6_000)),
                brokerSettings(),
                ModelSamples.at(6, 1),
                Optional.of(new Authorship(new LogTime(4_000), "cn:alice")),
                Optional.of(new Authorship(new LogTime(5_500), "cn:bob")));
    }
}
