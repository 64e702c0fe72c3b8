package io.usher.node.replication.codec;

import io.usher.core.command.Answer;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionOutcome;
import io.usher.core.model.ActionState;
import io.usher.core.model.AddressRange;
import io.usher.core.model.AuditForgotten;
import io.usher.core.model.AutoscalePolicy;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.ClientZone;
import io.usher.core.model.CounterReading;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.Criterion;
import io.usher.core.model.CriterionKind;
import io.usher.core.model.CustomCounter;
import io.usher.core.model.Decision;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.DedicationPolicy;
import io.usher.core.model.EndReason;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Filter;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.FilterFinding;
import io.usher.core.model.FilterRule;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.core.model.Grant;
import io.usher.core.model.GroupName;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.HostState;
import io.usher.core.model.HostStatus;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.Label;
import io.usher.core.model.LabelPolicy;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.LimitKind;
import io.usher.core.model.Load;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.LogonFailures;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolFinding;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolScaling;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.QueueTimes;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.Registration;
import io.usher.core.model.RequestId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceLimit;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.Role;
import io.usher.core.model.RoleGrant;
import io.usher.core.model.Route;
import io.usher.core.model.RouteKind;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.ScalingDirection;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleProgress;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.core.model.ScoreTerms;
import io.usher.core.model.Seat;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.SessionState;
import io.usher.core.model.SessionStatus;
import io.usher.core.model.SessionSubject;
import io.usher.core.model.SessionTimeouts;
import io.usher.core.model.Site;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserLimit;
import io.usher.core.model.UserName;
import io.usher.core.model.Verdict;
import io.usher.core.model.VerdictCount;
import io.usher.core.model.Wish;
import io.usher.core.state.EndedWait;
import io.usher.core.state.RememberedAnswer;
import io.usher.core.state.SecurityImage;
import io.usher.core.state.StateImage;
import io.usher.core.state.WaitingImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One of every row, with no field at its default. */
final class ModelSamples {
    static final List<CounterReading> READINGS =
            List.of(new CounterReading("disk", 456), new CounterReading("licences", 0));

    static final UserName USER = new UserName("ada@example.org");
    static final ClientInfo CLIENT = new ClientInfo("laptop-9", "192.0.2.7", "Linux 6.1", "gw-2");

    static final List<Route> ROUTES =
            List.of(new Route(RouteKind.GATEWAY, "gw.example:443"), new Route(RouteKind.DIRECT, ""));

    static final Site SITE = new Site(
            new SiteId("main"),
            "Main",
            new SiteSettings(
                    Duration.ofSeconds(8),
                    Duration.ofMillis(12_345),
                    new HostPolicy(
                            OptionalInt.of(90),
                            OptionalInt.of(60),
                            OptionalInt.of(0),
                            new SessionTimeouts(OptionalInt.of(1), OptionalInt.of(2))),
                    ReconnectMatch.USER_AND_ADDRESS,
                    new UserLimit(3, OverLimitPolicy.NOTIFY_BOTH_AND_START),
                    List.of(
                            new ClientZone(new AddressRange("10.1.0.0/16"), "east"),
                            new ClientZone(new AddressRange("2001:db8::/32"), "west"))),
            FeatureLevel.highest(),
            at(5, 1));

    static final Pool POOL = new Pool(
            new PoolId("office"),
            "for the office",
            new PoolSettings(
                    BalancingMethod.ROUND_ROBIN,
                    new Counters(
                            true,
                            false,
                            true,
                            new CounterWeights(7, 80, 900),
                            List.of(new CustomCounter("disk", 123), new CustomCounter("licences", 1_000))),
                    new SessionPolicy(
                            true,
                            Optional.of(ReconnectMatch.USER_AND_ADDRESS),
                            new UserLimit(2, OverLimitPolicy.NOTIFY_BOTH_AND_REFUSE),
                            true,
                            Duration.ofMillis(90_001)),
                    new HostPolicy(
                            OptionalInt.of(70),
                            OptionalInt.of(120),
                            OptionalInt.of(5),
                            new SessionTimeouts(OptionalInt.of(3), OptionalInt.of(0))),
                    Duration.ofMillis(29_001),
                    3,
                    new AutoscalePolicy(2, 9, 81, 31, Duration.ofMillis(61_001)),
                    new DedicationPolicy(DedicationMode.DEVICE, Optional.of(Duration.ofMillis(86_400_001))),
                    ROUTES),
            at(11, 2));

    static final HostBinding BINDING = new HostBinding(
            new HostId("h7"),
            POOL.id(),
            new BindingOwner(DedicationMode.DEVICE, "kiosk-3"),
            new LogTime(1_700_000_000_011L),
            at(12, 3));

    static final Resource RESOURCE = new Resource(
            new ResourceId("editor"),
            ResourceKind.APPLICATION,
            new ResourceSettings(
                    "Editor",
                    ResourceState.MAINTENANCE,
                    "back at nine",
                    List.of(new PoolId("office"), new PoolId("spare")),
                    "/usr/bin/editor",
                    new ResourceLimit(25, OverLimitPolicy.WARN_USER_AND_START),
                    Optional.of(new FolderId("writing")),
                    new Filter(
                            List.of(new FilterRule(
                                    "staff",
                                    FilterEffect.ALLOW,
                                    List.of(new Criterion(CriterionKind.GROUP, true, List.of("guests", "visitors"))))),
                            FilterEffect.DENY),
                    ROUTES,
                    new LabelPolicy(
                            List.of(new Label("disk", "ssd")),
                            List.of(new Label("zone", "west"), new Label("zone", "east")),
                            true)),
            at(12, 3));

    static final Folder FOLDER = new Folder(
            new FolderId("writing"),
            new FolderSettings(
                    "Writing",
                    ResourceState.MAINTENANCE,
                    "back at ten",
                    Optional.of(new FolderId("office")),
                    RESOURCE.settings().filter()),
            at(13, 4));

    static final Host HOST = new Host(
            new HostId("h1"),
            new PoolId("office"),
            new HostSettings(
                    new HostPolicy(
                            OptionalInt.of(150),
                            OptionalInt.of(40),
                            OptionalInt.of(7),
                            new SessionTimeouts(OptionalInt.of(0), OptionalInt.of(86_400))),
                    LogonControl.DRAIN,
                    "rack 3",
                    ROUTES,
                    List.of(new Label("gpu", "yes"), new Label("zone", "east"))),
            new Registration(new io.usher.core.model.HostIncarnation(at(812, 3)), "agent-1", "10.1.0.7:3389"),
            new HostStatus(
                    HostState.LOST,
                    new LogTime(1_700_000_000_123L),
                    new Load(345, 5L << 30, 8L << 30, at(820, 4), READINGS, OptionalInt.of(2_250)),
                    41,
                    new LogonFailures(4, new LogTime(1_700_000_000_456L))),
            at(813, 5));

    static final Schedule SCHEDULE = new Schedule(
            new ScheduleId("night"),
            new ScheduleSettings(
                    POOL.id(),
                    Optional.empty(),
                    "0 2 * * *",
                    "Europe/Berlin",
                    List.of(
                            new ScheduleStep(
                                    Duration.ofMillis(-600_001), ScheduleAction.MESSAGE, "Tonight", "We close."),
                            new ScheduleStep(Duration.ofMillis(7), ScheduleAction.LOG_OFF),
                            new ScheduleStep(Duration.ofHours(2), ScheduleAction.ENABLE)),
                    true),
            at(17, 4),
            new LogTime(1_700_000_000_007L),
            new ScheduleProgress(new LogTime(1_700_000_000_008L), 1, true, "s-17-3"));

    static final ActionOrder MESSAGE =
            new ActionOrder(ActionKind.MESSAGE, "Tonight", "We close at ten.", Duration.ofMillis(60_001));

    static final QueueEntry QUEUED = new QueueEntry(
            new QueueEntryId(at(955, 3)),
            new Wish(USER, RESOURCE.id(), CLIENT, List.of(new GroupName("staff"))),
            2,
            new QueueTimes(new LogTime(1_700L), new LogTime(1_800L), new LogTime(1_750L)),
            Optional.of(new RequestId("request-2")));

    private ModelSamples() {}

    static LogPosition at(long index, int ordinal) {
        return new LogPosition(index, ordinal);
    }

    static Session session() {
        return new Session(
                Samples.SESSION,
                new SessionSubject(USER, Optional.of(RESOURCE.id()), CLIENT),
                new Seat(POOL.id(), HOST.id()),
                new Grant(
                        Samples.FENCE,
                        Samples.INCARNATION,
                        new LogTime(1_700_000_030_000L),
                        new LogTime(1_700_000_042_000L),
                        true,
                        Optional.of(new RequestId("request-1")),
                        true),
                new SessionStatus(
                        SessionState.ACTIVE,
                        new LogTime(1_700_000_001_000L),
                        Optional.of("c1"),
                        Optional.of(at(905, 1)),
                        Optional.of(new SessionAction(ActionKind.DISCONNECT, at(930, 2))),
                        Optional.empty(),
                        Optional.of(new LogTime(1_700_000_001_500L))),
                at(931, 7));
    }

    private static Session adoptedAndEnded() {
        Session session = session();
        return new Session(
                new io.usher.core.model.SessionId(at(700, 8)),
                new SessionSubject(USER, Optional.empty(), ClientInfo.UNKNOWN),
                session.seat(),
                new Grant(Samples.FENCE, Samples.INCARNATION, new LogTime(1), new LogTime(2), false, Optional.empty()),
                SessionStatus.pending(new LogTime(3)).ended(EndReason.LEASE_EXPIRED, new LogTime(4)),
                at(932, 1));
    }

    private static Decision decision() {
        return new Decision(
                at(901, 2),
                new LogTime(1_700_000_000_999L),
                USER,
                RESOURCE.id(),
                DecisionRule.PLACED,
                Optional.of(BalancingMethod.RESOURCE_BASED),
                Optional.of(HOST.id()),
                List.of(new CandidateVerdict(
                        HOST.id(), Verdict.ELIGIBLE, 123_456, new ScoreTerms(1, 22, 333, 55_555, 4444))),
                List.of(new VerdictCount(Verdict.FULL, 3), new VerdictCount(Verdict.ELIGIBLE, 1)),
                List.of(new LimitFinding(LimitKind.USER_IN_POOL, 2, 3, OverLimitPolicy.NOTIFY_BOTH_AND_START)),
                List.of(new PoolFinding(
                        POOL.id(), BalancingMethod.DEPTH_FIRST, List.of(new VerdictCount(Verdict.LOST, 2)))),
                List.of(
                        new FilterFinding(Optional.of(FOLDER.id()), Optional.of("staff"), FilterEffect.ALLOW),
                        new FilterFinding(Optional.empty(), Optional.empty(), FilterEffect.DENY)),
                List.of(new Label("zone", "west")));
    }

    private static Decision withoutHost() {
        return new Decision(
                at(902, 1),
                new LogTime(5),
                USER,
                RESOURCE.id(),
                DecisionRule.NO_SEAT,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Action ofSession() {
        return new Action(
                new ActionId(at(930, 4096)),
                HOST.id(),
                Optional.of(Samples.SESSION),
                Optional.of(USER),
                MESSAGE,
                new LogTime(1_700_000_098_000L),
                new ActionOutcome(ActionState.FAILED, "no display", new LogTime(1_700_000_097_000L), at(955, 1)));
    }

    private static Action ofHost() {
        return new Action(
                new ActionId(at(951, 1)),
                HOST.id(),
                Optional.empty(),
                Optional.empty(),
                ActionOrder.of(ActionKind.REBOOT),
                new LogTime(1_700_000_198_000L),
                new ActionOutcome(ActionState.PENDING, "", new LogTime(1_700_000_096_000L), at(951, 0)));
    }

    static final RoleGrant ROLE = new RoleGrant(new IdentityPattern("cn:alice*"), Role.OPERATOR, at(933, 4));

    /** A state with rows in every table. */
    static StateImage image() {
        return new StateImage(
                at(960, 5),
                new LogTime(1_700_000_099_000L),
                Optional.of(SITE),
                List.of(Samples.broker()),
                new SecurityImage(List.of(ROLE), AuditSamples.ENTRIES, new AuditForgotten(7, 12)),
                List.of(POOL),
                List.of(RESOURCE),
                List.of(FOLDER),
                List.of(HOST),
                List.of(session()),
                List.of(adoptedAndEnded()),
                List.of(ofSession(), ofHost()),
                List.of(BINDING),
                List.of(new StateImage.Cursor(POOL.id(), HOST.id())),
                List.of(new PoolScaling(POOL.id(), ScalingDirection.DOWN, new LogTime(1_700_000_000_009L), 3)),
                List.of(new ScalingAdvice(
                        at(940, 3), new LogTime(1_700_000_000_010L), POOL.id(), ScalingDirection.UP, 4, 5, 96)),
                List.of(SCHEDULE),
                new WaitingImage(
                        List.of(QUEUED),
                        List.of(new EndedWait(
                                new QueueEntryId(at(944, 1)),
                                QUEUED.wish(),
                                new LogTime(1_701L),
                                Refusal.of(RefusalReason.WAIT_TIMED_OUT, "entry", "q-944-1")))),
                List.of(decision(), withoutHost()),
                List.of(new RememberedAnswer(
                        new RequestId("request-1"), 0xFEDC_BA98_7654_3210L, new LogTime(7), new Answer.Done())),
                9);
    }
}
