package io.usher.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.Outcome;
import io.usher.core.command.Answer;
import io.usher.core.command.AssignSession;
import io.usher.core.command.CommandContext;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.core.decide.Deciders;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import io.usher.core.transcript.Stage;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bounds that take more objects than a transcript can hold: exactly as many fit, and not one more. */
class LimitsTest {

    private final Stage stage = Stage.empty();

    @BeforeEach
    void aSiteWithOneOfEach() {
        stage.tell("CreatePool id=desks");
        stage.tell("RegisterHost id=h1 pool=desks agentInstance=first endpoint=h1:3389");
        stage.tell("CreateResource id=office pools=[desks]");
    }

    @Test
    void hasRoomForAThousandPools() {
        StateImage image = stage.image();
        Pool pool = image.pools().get(0);
        List<Pool> pools = filled(
                pool,
                Limits.POOLS - 1,
                n -> new Pool(new PoolId("pool" + n), pool.description(), pool.settings(), pool.changed()));
        stage.restore(with(image, pools, image.resources(), image.hosts()));
        assertFits(stage.tell("@10-0 CreatePool id=last"));
        assertTooMany(stage.tell("CreatePool id=one-more"), "pools", Limits.POOLS);
    }

    @Test
    void hasRoomForTenThousandResources() {
        StateImage image = stage.image();
        Resource resource = image.resources().get(0);
        List<Resource> resources = filled(
                resource,
                Limits.RESOURCES - 1,
                n -> new Resource(
                        new ResourceId("resource" + n), resource.kind(), resource.settings(), resource.changed()));
        stage.restore(with(image, image.pools(), resources, image.hosts()));
        assertFits(stage.tell("@10-0 CreateResource id=last pools=[desks]"));
        // Told before what else is wrong with it.
        assertTooMany(stage.tell("CreateResource id=one-more pools=[nowhere]"), "resources", Limits.RESOURCES);
    }

    @Test
    void hasRoomForAThousandFolders() {
        for (int i = 1; i < Limits.FOLDERS; i++) {
            stage.tell("CreateFolder id=folder" + i);
        }
        assertFits(stage.tell("CreateFolder id=last"));
        // Told before what else is wrong with it.
        assertTooMany(stage.tell("CreateFolder id=one-more parent=nowhere"), "folders", Limits.FOLDERS);
    }

    @Test
    void hasRoomForAThousandRoles() {
        for (int n = 1; n < Limits.ROLE_GRANTS; n++) {
            stage.tell("GrantRole identity=cn:user" + n + " role=CLIENT");
        }
        assertFits(stage.tell("GrantRole identity=cn:last role=CLIENT"));
        assertTooMany(stage.tell("GrantRole identity=cn:one-more role=CLIENT"), "role grants", Limits.ROLE_GRANTS);
        // One that is there already may be granted again.
        assertFits(stage.tell("GrantRole identity=cn:last role=CLIENT"));
    }

    @Test
    void hasRoomForAThousandSchedules() {
        String rest = " pool=desks recurrence=* zone=UTC steps=[{offset=0s action=DRAIN}] belowMinimum=false";
        for (int n = 1; n < Limits.SCHEDULES; n++) {
            stage.tell("CreateSchedule id=m" + n + rest);
        }
        assertFits(stage.tell("CreateSchedule id=last" + rest));
        assertTooMany(stage.tell("CreateSchedule id=one-more" + rest), "schedules", Limits.SCHEDULES);
    }

    @Test
    void hasRoomForAsManyPendingActionsOfAHostAsItMayHaveSessions() {
        stage.tell("AssignSession user=anna resource=office");
        SessionId session = stage.image().sessions().get(0).id();
        stage.tell("RedeemTicket host=h1 incarnation=2-0 epoch=1 session=" + session + " fence=4-0");
        String message = " kind=MESSAGE text=hello timeout=60s";
        for (int n = 1; n < Limits.PENDING_ACTIONS_ON_HOST; n++) {
            stage.tell("RequestActions session=" + session + message);
        }
        assertFits(stage.tell("RequestActions session=" + session + message));
        String kind = "pending actions";
        assertTooMany(stage.tell("RequestActions session=" + session + message), kind, Limits.PENDING_ACTIONS_ON_HOST);
        assertTooMany(stage.tell("DisconnectSession id=" + session), kind, Limits.PENDING_ACTIONS_ON_HOST);
        assertTooMany(stage.tell("EndSession id=" + session), kind, Limits.PENDING_ACTIONS_ON_HOST);
        // Asked of all, it is told for how many there was no room.
        assertThat(stage.tell("RequestActions pool=desks" + message).reply())
                .isInstanceOfSatisfying(
                        Answer.ActionsRequested.class,
                        answer -> assertThat(answer.left()).isEqualTo(1));
    }

    @Test
    void hasRoomForTwentyThousandHosts() {
        StateImage image = stage.image();
        Host host = image.hosts().get(0);
        List<Host> hosts = filled(
                host,
                Limits.HOSTS - 1,
                n -> new Host(
                        new HostId("host" + n),
                        host.pool(),
                        host.settings(),
                        host.registration(),
                        host.status(),
                        host.changed()));
        stage.restore(with(image, image.pools(), image.resources(), hosts));
        assertFits(stage.tell("@10-0 RegisterHost id=last pool=desks agentInstance=first endpoint=last:3389"));
        assertTooMany(
                stage.tell("RegisterHost id=one-more pool=desks agentInstance=first endpoint=more:3389"),
                "hosts",
                Limits.HOSTS);
        // One that is known may come again.
        assertFits(stage.tell("RegisterHost id=last pool=desks agentInstance=second endpoint=last:3389"));
    }

    @Test
    void hasRoomForTwentyThousandHostsThatBelongToSomebody() {
        stage.tell("CreateBinding pool=desks host=h1 ownerMode=USER ownerName=anna");
        StateImage image = stage.image();
        HostBinding binding = image.bindings().get(0);
        List<HostBinding> gone = filled(
                new HostBinding(
                        new HostId("gone"),
                        binding.pool(),
                        new BindingOwner(DedicationMode.USER, "zoe"),
                        binding.used(),
                        binding.changed()),
                Limits.BINDINGS - 1,
                n -> new HostBinding(
                        new HostId("host" + n),
                        binding.pool(),
                        new BindingOwner(DedicationMode.USER, "user" + n),
                        binding.used(),
                        binding.changed()));
        stage.restore(with(image, gone));
        assertFits(stage.tell("@10-0 CreateBinding pool=desks host=h1 ownerMode=USER ownerName=ben"));
        stage.tell("RegisterHost id=h2 pool=desks agentInstance=first endpoint=h2:3389");
        String bindings = "bindings";
        assertTooMany(
                stage.tell("CreateBinding pool=desks host=h2 ownerMode=USER ownerName=cleo"),
                bindings,
                Limits.BINDINGS);
        stage.tell("UpdatePool id=desks dedicated=USER");
        assertTooMany(stage.tell("AssignSession user=cleo resource=office"), bindings, Limits.BINDINGS);
    }

    @Test
    void hasRoomForTwoMillionSessions() {
        stage.tell("AssignSession user=anna resource=office");
        assertThat(assign("berta", Limits.SESSIONS - 1)).isInstanceOf(Answer.Granted.class);
        assertThat(assign("berta", Limits.SESSIONS)).isEqualTo(tooMany("sessions", Limits.SESSIONS));
        // Whoever has a session comes back to it.
        assertThat(assign("anna", Limits.SESSIONS)).isInstanceOf(Answer.Granted.class);
    }

    /** What is decided on a view that claims to have so many sessions: real ones would not fit into the test's heap. */
    private Reply assign(String user, int sessions) {
        BrokerView view = stage.view();
        BrokerView crowded = (BrokerView) Proxy.newProxyInstance(
                BrokerView.class.getClassLoader(),
                new Class<?>[] {BrokerView.class},
                (proxy, method, arguments) -> method.getName().equals("sessions")
                        ? Collections.nCopies(
                                sessions, view.sessions().iterator().next())
                        : method.invoke(view, arguments));
        CommandContext context = new CommandContext(new LogPosition(10, 0), view.now(), Optional.empty());
        AssignSession command = new AssignSession(new UserName(user), new ResourceId("office"), ClientInfo.UNKNOWN);
        return new Deciders(crowded, context).handle(command).reply();
    }

    private static <T> List<T> filled(T first, int count, IntFunction<T> another) {
        return Stream.concat(Stream.of(first), IntStream.range(1, count).mapToObj(another))
                .toList();
    }

    private static StateImage with(StateImage image, List<HostBinding> bindings) {
        return new StateImage(
                image.applied(),
                image.now(),
                image.site(),
                image.brokers(),
                image.security(),
                image.pools(),
                image.resources(),
                image.folders(),
                image.hosts(),
                image.sessions(),
                image.ended(),
                image.actions(),
                bindings,
                image.cursors(),
                image.scalings(),
                image.advice(),
                image.schedules(),
                image.waiting(),
                image.decisions(),
                image.answers(),
                image.answersDroppedEarly());
    }

    private static StateImage with(StateImage image, List<Pool> pools, List<Resource> resources, List<Host> hosts) {
        return new StateImage(
                image.applied(),
                image.now(),
                image.site(),
                image.brokers(),
                image.security(),
                pools,
                resources,
                image.folders(),
                hosts,
                image.sessions(),
                image.ended(),
                image.actions(),
                image.bindings(),
                image.cursors(),
                image.scalings(),
                image.advice(),
                image.schedules(),
                image.waiting(),
                image.decisions(),
                image.answers(),
                image.answersDroppedEarly());
    }

    private static void assertFits(Outcome outcome) {
        assertThat(outcome.reply()).isInstanceOf(Answer.class);
    }

    private static void assertTooMany(Outcome outcome, String kind, int bound) {
        assertThat(outcome.reply()).isEqualTo(tooMany(kind, bound));
    }

    private static Refusal tooMany(String kind, int bound) {
        return Refusal.of(RefusalReason.TOO_MANY, "kind", kind, "bound", bound);
    }
}
