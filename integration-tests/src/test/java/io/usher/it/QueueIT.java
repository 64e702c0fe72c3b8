package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Durations;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.usher.it.client.UsherClient;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.CheckedRun.Result;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.HostFleet;
import io.usher.it.traffic.RecordingClient;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.ListQueueEntriesRequest;
import io.usher.proto.v1.ListQueueEntriesResponse;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.QueueEntry;
import io.usher.proto.v1.QueueServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.UpdateHostRequest;
import io.usher.proto.v1.WatchAssignmentRequest;
import io.usher.proto.v1.WatchAssignmentResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People wait for a seat while brokers die. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class QueueIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int WAITING = 6;

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void keepsEverybodysPlaceWhenThePrimaryIsKilled() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        CheckedRun run = site.record(cluster);
        RecordingClient administrator = run.client();
        Farm.setUp(administrator, Pool.newBuilder());
        HostFleet fleet = run.hosts(new HostFleet.Shape(1, Farm.POOL, 2));
        Waiting.until(
                "the host",
                LIMIT,
                () -> Farm.hostsUp(administrator) == fleet.hosts().size());
        assign(administrator, "early-1");
        assign(administrator, "early-2");
        List<QueueEntry> places = IntStream.range(0, WAITING)
                .mapToObj(user -> assign(administrator, "late-" + user))
                .toList();
        assertThat(places).extracting(QueueEntry::getPosition).containsExactly(1, 2, 3, 4, 5, 6);
        List<CompletableFuture<Assignment>> watches =
                places.stream().map(place -> watch(cluster, place)).toList();

        BrokerProcess killed = cluster.killPrimary();
        seats(administrator, 4);
        Assignment first = watches.get(0).join();
        Assignment second = watches.get(1).join();
        assertThat(waiting(administrator)).containsExactly("late-2", "late-3", "late-4", "late-5");
        killed.start();
        cluster.awaitPrimary();
        BrokerProcess next = cluster.killPrimary();
        seats(administrator, 2 + WAITING);
        List<Assignment> rest = watches.subList(2, WAITING).stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(IntStream.range(0, rest.size()).mapToObj(i -> revision(rest.get(i))))
                .as("revisions in which seats were given, in order of arrival")
                .isSorted();
        assertThat(revision(second)).isGreaterThanOrEqualTo(revision(first));
        assertThat(waiting(administrator)).isEmpty();
        next.start();
        Result result = run.finish();
        assertThat(result.violations()).as(site.about(result)).isEmpty();
    }

    /** As a client should: it goes on with another broker when one breaks off. */
    private static CompletableFuture<Assignment> watch(TestCluster cluster, QueueEntry place) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (UsherClient client = cluster.client()) {
                        return Waiting.forValue(
                                "the assignment of " + place.getUser(),
                                LIMIT,
                                () -> cluster.brokers().stream()
                                        .flatMap(broker -> listen(client, broker, place).stream())
                                        .findFirst());
                    }
                },
                task -> new Thread(task, "waits as " + place.getUser()).start());
    }

    private static List<Assignment> listen(UsherClient client, BrokerProcess broker, QueueEntry place) {
        WatchAssignmentRequest request =
                WatchAssignmentRequest.newBuilder().setName(place.getName()).build();
        try {
            Iterator<WatchAssignmentResponse> messages = ClientCalls.blockingServerStreamingCall(
                    client.channel(broker.id()),
                    QueueServiceGrpc.getWatchAssignmentMethod(),
                    CallOptions.DEFAULT,
                    request);
            while (messages.hasNext()) {
                WatchAssignmentResponse message = messages.next();
                if (message.hasAssignment()) {
                    return List.of(message.getAssignment());
                }
            }
            return List.of();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
                return List.of();
            }
            throw e;
        }
    }

    private static QueueEntry assign(RecordingClient client, String user) {
        AssignSessionRequest request = AssignSessionRequest.newBuilder()
                .setUser(user)
                .setResource("resources/" + Farm.DESKTOP)
                .setClientAddress("127.0.0.1")
                .setRequestId(Farm.newRequestId())
                .setMaxWait(Durations.fromSeconds(200))
                .build();
        return Farm.must(client.call(SessionServiceGrpc.getAssignSessionMethod(), request, LIMIT))
                .getQueueEntry();
    }

    private static void seats(RecordingClient client, int seats) {
        Farm.must(client.call(
                HostServiceGrpc.getUpdateHostMethod(),
                UpdateHostRequest.newBuilder()
                        .setHost(Host.newBuilder().setName("hosts/h01").setMaxSessions(seats))
                        .setUpdateMask(FieldMask.newBuilder().addPaths("max_sessions"))
                        .setRequestId(Farm.newRequestId())
                        .build(),
                LIMIT));
    }

    private static List<String> waiting(RecordingClient client) {
        ListQueueEntriesResponse found = Farm.must(client.call(
                QueueServiceGrpc.getListQueueEntriesMethod(), ListQueueEntriesRequest.getDefaultInstance(), LIMIT));
        return found.getQueueEntriesList().stream().map(QueueEntry::getUser).toList();
    }

    private static long revision(Assignment assignment) {
        return Long.parseLong(
                assignment.getFence().substring(0, assignment.getFence().indexOf('-')));
    }
}
