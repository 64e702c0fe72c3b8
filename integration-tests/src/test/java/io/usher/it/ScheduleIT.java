package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.grpc.MethodDescriptor;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.CheckedRun.Result;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.FleetHost;
import io.usher.it.traffic.HostFleet;
import io.usher.it.traffic.RecordingClient;
import io.usher.node.agent.Entry;
import io.usher.node.agent.session.UserMessage;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.ActionServiceGrpc;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.CreateScheduleRequest;
import io.usher.proto.v1.GetScheduleRequest;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.ListActionsRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.RequestActionsRequest;
import io.usher.proto.v1.Schedule;
import io.usher.proto.v1.ScheduleServiceGrpc;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The primary is killed in the second in which hosts are to be told something. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ScheduleIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int STEPS = 4;

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void doesEachStepOnceThoughThePrimaryDiesInTheSameSecond() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3).with("agents.ping-interval", "500ms"));
        CheckedRun run = site.record(cluster);
        RecordingClient client = run.client();
        FleetHost host = hostWithAliceOn(run);
        long start = System.currentTimeMillis() + 6_000;
        ask(
                client,
                ScheduleServiceGrpc.getCreateScheduleMethod(),
                CreateScheduleRequest.newBuilder()
                        .setScheduleId("tonight")
                        .setSchedule(plan(start))
                        .setRequestId(Farm.newRequestId())
                        .build());

        Waiting.until("its time to come", LIMIT, () -> System.currentTimeMillis() >= start);
        cluster.killPrimary();

        Waiting.until("all steps to be done", LIMIT, () -> {
            Schedule schedule = ask(
                            client,
                            ScheduleServiceGrpc.getGetScheduleMethod(),
                            GetScheduleRequest.newBuilder()
                                    .setName("schedules/tonight")
                                    .build())
                    .getSchedule();
            return schedule.getStepsDone() == STEPS
                    && schedule.getLatestStartTime().equals(schedule.getStartTime());
        });
        Waiting.until("alice to be logged off", LIMIT, () -> host.users().isEmpty());
        assertThat(host.messages())
                .as("what alice was shown, at the start and before it")
                .containsExactly(new UserMessage("", "in a moment"), new UserMessage("Tonight", "now"));
        assertThat(actions(client))
                .extracting(Action::getKind)
                .as("each message asked for once")
                .containsExactly(Action.Kind.KIND_MESSAGE, Action.Kind.KIND_MESSAGE);
        cluster.start();
        requireNoViolation(run);
    }

    @Test
    void tellsTheHostThoughThePrimaryDiesRightAfterItTookTheRequest() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3).with("agents.ping-interval", "500ms"));
        CheckedRun run = site.record(cluster);
        RecordingClient client = run.client();
        FleetHost host = hostWithAliceOn(run);

        ask(client, ActionServiceGrpc.getRequestActionsMethod(), request(Action.Kind.KIND_MESSAGE, "hello"));
        cluster.killPrimary();
        Waiting.until(
                "the message to be shown",
                LIMIT,
                () -> actions(client).stream().allMatch(action -> action.getState() == Action.State.STATE_DONE));
        assertThat(host.messages()).contains(new UserMessage("", "hello"));
        cluster.start();
        cluster.awaitPrimary();

        ask(client, ActionServiceGrpc.getRequestActionsMethod(), request(Action.Kind.KIND_RESET, ""));
        cluster.killPrimary();
        Waiting.until(
                "alice's session to be ended by force",
                LIMIT,
                () -> host.users().isEmpty());
        Waiting.until(
                "the brokers to know",
                LIMIT,
                () -> actions(client).stream().allMatch(action -> action.getState() == Action.State.STATE_DONE));
        cluster.start();
        requireNoViolation(run);
    }

    private void requireNoViolation(CheckedRun run) {
        Result result = run.finish();
        assertThat(result.violations()).as(site.about(result)).isEmpty();
    }

    private static Schedule plan(long start) {
        return Schedule.newBuilder()
                .setPool("pools/" + Farm.POOL)
                .setStartTime(Timestamps.fromMillis(start))
                .addSteps(step(-1, Schedule.Action.ACTION_MESSAGE).setText("in a moment"))
                .addSteps(step(0, Schedule.Action.ACTION_MESSAGE)
                        .setTitle("Tonight")
                        .setText("now"))
                .addSteps(step(0, Schedule.Action.ACTION_DRAIN))
                .addSteps(step(2, Schedule.Action.ACTION_LOG_OFF))
                .build();
    }

    private static Schedule.Step.Builder step(long seconds, Schedule.Action action) {
        return Schedule.Step.newBuilder()
                .setOffset(Durations.fromSeconds(seconds))
                .setAction(action);
    }

    private static RequestActionsRequest request(Action.Kind kind, String text) {
        return RequestActionsRequest.newBuilder()
                .setKind(kind)
                .setUser("alice")
                .setText(text)
                .setRequestId(Farm.newRequestId())
                .build();
    }

    private static FleetHost hostWithAliceOn(CheckedRun run) {
        RecordingClient client = run.client();
        Farm.setUp(client, Pool.newBuilder());
        HostFleet fleet = run.hosts(new HostFleet.Shape(1, Farm.POOL, 10));
        Waiting.until("hosts", LIMIT, () -> Farm.hostsUp(client) == 1);
        Assignment assignment = ask(
                        client,
                        SessionServiceGrpc.getAssignSessionMethod(),
                        AssignSessionRequest.newBuilder()
                                .setUser("alice")
                                .setResource("resources/" + Farm.DESKTOP)
                                .setClientAddress("127.0.0.1")
                                .setRequestId(Farm.newRequestId())
                                .build())
                .getAssignment();
        FleetHost host = fleet.host(assignment.getHost());
        assertThat(host.arrive("alice", assignment).toCompletableFuture().join())
                .isInstanceOf(Entry.Granted.class);
        Waiting.until("alice at work", LIMIT, () -> {
            Session session = ask(
                            client,
                            SessionServiceGrpc.getGetSessionMethod(),
                            GetSessionRequest.newBuilder()
                                    .setName(assignment.getSession())
                                    .build())
                    .getSession();
            return session.getState() == Session.State.STATE_ACTIVE
                    && !session.getHostKey().isEmpty();
        });
        return host;
    }

    private static List<Action> actions(RecordingClient client) {
        return ask(client, ActionServiceGrpc.getListActionsMethod(), ListActionsRequest.getDefaultInstance())
                .getActionsList();
    }

    private static <Q extends Message, A extends Message> A ask(
            RecordingClient client, MethodDescriptor<Q, A> method, Q request) {
        return Farm.must(client.call(method, request, LIMIT));
    }
}
