package io.usher.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.usher.core.Broker;
import io.usher.core.command.Answer.Granted;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.Reply;
import io.usher.core.command.UpdatePool;
import io.usher.core.command.UpdateResource;
import io.usher.core.forecast.Forecast.Impossible;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.Counters;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.Filter;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.HostState;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.UserName;
import io.usher.core.state.StateDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What would happen, on two hosts "h1" and "h2" of three seats each, of which alice, bob and carol took three. */
class ForecastTest {
    private static final PoolId POOL = new PoolId("office");
    private static final ResourceId DESK = new ResourceId("desk");
    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");

    private final Broker broker = Broker.empty();

    ForecastTest() {
        apply(new CreatePool(
                POOL,
                "",
                new PoolSettings(
                        BalancingMethod.LEAST_SESSIONS,
                        Counters.ALL,
                        SessionPolicy.ONE_PER_USER,
                        HostPolicy.INHERITED.withMaxSessions(3),
                        Duration.ofSeconds(30))));
        apply(new RegisterHost(H1, POOL, "agent-1", "h1:3389", HostSettings.DEFAULTS));
        apply(new RegisterHost(H2, POOL, "agent-2", "h2:3389", HostSettings.DEFAULTS));
        apply(new CreateResource(
                DESK, ResourceKind.DESKTOP, new ResourceSettings("", ResourceState.ENABLED, "", List.of(POOL), "")));
        apply(logon("alice"));
        apply(logon("bob"));
        apply(logon("carol"));
    }

    @Test
    void foreseesWhatThenHappens() {
        Foreseen foreseen = foreseen(question(Optional.of(new Logons(logon("dave"), 1))));

        Granted granted = (Granted) apply(logon("dave"));

        assertThat(foreseen.decision().orElseThrow().chosen()).contains(granted.host());
        assertThat(taken(foreseen))
                .isEqualTo(Map.of(
                        H1,
                        broker.view().seats(H1).taken(),
                        H2,
                        broker.view().seats(H2).taken()));
    }

    @Test
    void leavesTheSiteAsItIs() {
        String before = StateDigest.of(broker.image());

        foreseen(new Question(
                List.of(new Supposition.HostLost(H1)), true, Optional.of(new Logons(logon("storm"), 100))));

        assertThat(StateDigest.of(broker.image())).isEqualTo(before);
    }

    @Test
    void tellsWhereTheUsersOfALostHostFindASeat() {
        Foreseen foreseen = foreseen(new Question(List.of(new Supposition.HostLost(H1)), true, Optional.empty()));

        assertThat(foreseen.granted()).isEqualTo(Map.of(DecisionRule.PLACED, 2));
        assertThat(taken(foreseen)).isEqualTo(Map.of(H1, 0, H2, 3));
        assertThat(foreseen.hosts().get(0).after().status().state()).isEqualTo(HostState.LOST);
    }

    @Test
    void leavesTheSeatsOfALostHostTakenWhileItsUsersAreAway() {
        Foreseen foreseen = foreseen(question(Optional.empty(), new Supposition.HostLost(H1)));

        assertThat(taken(foreseen)).isEqualTo(Map.of(H1, 2, H2, 1));
        assertThat(foreseen.granted()).isEmpty();
    }

    @Test
    void countsWhomAStormWouldLeaveOutsideAndSaysWhy() {
        Foreseen foreseen = foreseen(question(Optional.of(new Logons(logon("storm"), 5_000))));

        assertThat(foreseen.granted()).isEqualTo(Map.of(DecisionRule.PLACED, 3));
        assertThat(foreseen.refused()).isEqualTo(Map.of(RefusalReason.NO_SEAT, 4_997));
        assertThat(foreseen.decision().orElseThrow().rule()).isEqualTo(DecisionRule.NO_SEAT);
        assertThat(foreseen.decision().orElseThrow().user()).isEqualTo(new UserName("storm-4"));
    }

    @Test
    void tellsWhichRuleWouldKeepSomebodyOut() {
        ResourceSettings open = broker.view().resource(DESK).orElseThrow().settings();
        ResourceSettings closed = new ResourceSettings(
                open.displayName(),
                open.state(),
                open.maintenanceMessage(),
                open.pools(),
                open.commandLine(),
                open.limit(),
                open.folder(),
                new Filter(List.of(), FilterEffect.DENY),
                open.routes(),
                open.labels());
        apply(new UpdateResource(DESK, Optional.empty(), closed));

        Foreseen foreseen = foreseen(question(Optional.of(new Logons(logon("dave"), 1))));

        assertThat(foreseen.refused()).isEqualTo(Map.of(RefusalReason.ACCESS_DENIED, 1));
        assertThat(foreseen.decision().orElseThrow().rule()).isEqualTo(DecisionRule.ACCESS_DENIED);
    }

    @Test
    void placesNobodyOnAHostThatIsSupposedToDrain() {
        Foreseen foreseen = foreseen(question(
                Optional.of(new Logons(logon("storm"), 2)), new Supposition.LogonsControlled(H2, LogonControl.DRAIN)));

        assertThat(taken(foreseen)).isEqualTo(Map.of(H1, 3, H2, 1));
        assertThat(foreseen.refused()).isEqualTo(Map.of(RefusalReason.NO_SEAT, 1));
    }

    @Test
    void placesByTheSupposedMethod() {
        Foreseen foreseen = foreseen(question(
                Optional.of(new Logons(logon("dave"), 1)),
                new Supposition.MethodChanged(POOL, BalancingMethod.DEPTH_FIRST)));

        assertThat(foreseen.decision().orElseThrow().method()).contains(BalancingMethod.DEPTH_FIRST);
        assertThat(taken(foreseen)).isEqualTo(Map.of(H1, 3, H2, 1));
    }

    @Test
    void keepsWhatElseThePoolSaysWhenItsMethodChanges() {
        Pool pool = broker.view().pool(POOL).orElseThrow();
        PoolSettings old = pool.settings();
        PoolSettings guarded = new PoolSettings(
                old.method(), old.counters(), old.sessions(), old.hosts(), old.ticketLifetime(), 2, old.routes());
        apply(new UpdatePool(POOL, Optional.empty(), "", guarded));

        Forecast.Result result = Forecast.of(
                broker.image(),
                question(
                        Optional.empty(),
                        new Supposition.MethodChanged(POOL, BalancingMethod.DEPTH_FIRST),
                        new Supposition.LogonsControlled(H2, LogonControl.DRAIN)));

        assertThat(result)
                .asInstanceOf(type(Impossible.class))
                .extracting(impossible -> impossible.refusal().reason())
                .isEqualTo(RefusalReason.TOO_FEW_OPEN_HOSTS);
    }

    @Test
    void givesAUserTheSessionThatIsThere() {
        Foreseen foreseen = foreseen(question(Optional.of(new Logons(logon("alice"), 1))));

        assertThat(foreseen.granted()).isEqualTo(Map.of(DecisionRule.EXISTING_SESSION, 1));
    }

    @Test
    void saysWhatCannotBeSupposed() {
        Question nobody = question(Optional.empty(), new Supposition.HostLost(new HostId("h9")));

        assertThat(Forecast.of(broker.image(), nobody))
                .asInstanceOf(type(Impossible.class))
                .extracting(impossible -> impossible.refusal().reason())
                .isEqualTo(RefusalReason.HOST_NOT_FOUND);
    }

    @Test
    void refusesAStormBeyondAllMeasure() {
        AssignSession logon = logon("storm");

        assertThatThrownBy(() -> new Logons(logon, Logons.MOST + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 100001");
    }

    private Foreseen foreseen(Question question) {
        return (Foreseen) Forecast.of(broker.image(), question);
    }

    private static Question question(Optional<Logons> logons, Supposition... suppositions) {
        return new Question(List.of(suppositions), false, logons);
    }

    private static Map<HostId, Integer> taken(Foreseen foreseen) {
        Map<HostId, Integer> taken = new TreeMap<>();
        foreseen.hosts().forEach(host -> taken.put(host.after().id(), host.takenAfter()));
        return taken;
    }

    private static AssignSession logon(String user) {
        return new AssignSession(new UserName(user), DESK, ClientInfo.UNKNOWN);
    }

    private Reply apply(Command command) {
        long index = broker.view().applied().index() + 1;
        return broker.apply(
                        new CommandContext(new LogPosition(index, 0), new LogTime(index), Optional.empty()), command)
                .reply();
    }
}
