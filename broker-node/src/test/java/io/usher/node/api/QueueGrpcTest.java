package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.util.Durations;
import io.grpc.Status.Code;
import io.usher.core.command.AdmitNext;
import io.usher.core.command.UpdateHost;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueTimes;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.proto.v1.AnswerFormat;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.CancelQueueEntryRequest;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.ListQueueEntriesRequest;
import io.usher.proto.v1.ListQueueEntriesResponse;
import io.usher.proto.v1.WatchAssignmentRequest;
import io.usher.proto.v1.WatchAssignmentResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue over gRPC: a place, its position, and what comes of it. */
class QueueGrpcTest {

    private static final PoolId OFFICE = new PoolId("office");

    private final ApiFixture api = new ApiFixture().furnish();

    @BeforeEach
    void aHostWithOneSeatThatIsTaken() {
        seats(1);
        assign("anna", 0);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsThePlaceAndItsPositionUntilThereIsASeat() {
        AssignSessionResponse berta = assign("berta", 60);
        AssignSessionResponse carl = assign("carl", 60);
        assertThat(berta.hasAssignment()).isFalse();
        assertThat(berta.getQueueEntry().getPosition()).isEqualTo(1);
        assertThat(carl.getQueueEntry().getPosition()).isEqualTo(2);
        Iterator<WatchAssignmentResponse> watch = watch(carl);
        assertThat(watch.next().getQueueEntry()).isEqualTo(carl.getQueueEntry());

        seats(2);
        api.broker.apply(new AdmitNext(OFFICE));
        api.waiting.tick();
        assertThat(watch.next().getQueueEntry().getPosition()).isEqualTo(1);

        seats(3);
        api.broker.apply(new AdmitNext(OFFICE));
        api.waiting.tick();
        WatchAssignmentResponse last = watch.next();
        assertThat(last.hasQueueEntry()).isFalse();
        assertThat(last.getAssignment().getHost()).isEqualTo("hosts/h1");
        assertThat(last.getAssignment().getRule()).isEqualTo(Assignment.Rule.RULE_PLACED);
        assertThat(last.getAssignment().getTicket()).isNotEmpty();
        assertThat(watch.hasNext()).isFalse();
    }

    @Test
    void tellsTheSameAssignmentToAClientThatComesBackLater() {
        AssignSessionResponse berta = assign("berta", 60);
        seats(2);
        api.broker.apply(new AdmitNext(OFFICE));

        Assignment first = watch(berta).next().getAssignment();
        Assignment again = watch(berta).next().getAssignment();

        assertThat(first.getTicket()).isNotEmpty();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void answersInTheFormsThatTheClientTakes() {
        AssignSessionResponse berta = assign("berta", 60);
        seats(2);
        api.broker.apply(new AdmitNext(OFFICE));

        Assignment assignment = api.queue()
                .watchAssignment(WatchAssignmentRequest.newBuilder()
                        .setName(berta.getQueueEntry().getName())
                        .addFormats(AnswerFormat.ANSWER_FORMAT_RDP_FILE)
                        .build())
                .next()
                .getAssignment();

        assertThat(assignment.getRdpFile()).contains("username:s:berta");
    }

    @Test
    void saysWhyThereIsNoAssignment() {
        AssignSessionResponse berta = assign("berta", 60);
        Iterator<WatchAssignmentResponse> watch = watch(berta);
        watch.next();

        api.queue()
                .cancelQueueEntry(CancelQueueEntryRequest.newBuilder()
                        .setName(berta.getQueueEntry().getName())
                        .build());
        api.waiting.tick();

        Errors error = Errors.of(watch::hasNext);
        assertThat(error.reason()).isEqualTo("WAIT_CANCELLED");
        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(Errors.of(() -> watch(berta).hasNext()).reason()).isEqualTo("WAIT_CANCELLED");
        assertThat(Errors.of(() -> api.queue()
                                .cancelQueueEntry(CancelQueueEntryRequest.newBuilder()
                                        .setName(berta.getQueueEntry().getName())
                                        .build()))
                        .reason())
                .isEqualTo("NOT_WAITING");
    }

    @Test
    void refusesPlacesThatNeverWereAndNamesThatAreNone() {
        assertThat(Errors.of(() -> api.queue()
                                .watchAssignment(WatchAssignmentRequest.newBuilder()
                                        .setName("queueEntries/q-5-5")
                                        .build())
                                .hasNext())
                        .reason())
                .isEqualTo("NOT_WAITING");
        assertThat(Errors.of(() -> api.queue()
                                .watchAssignment(WatchAssignmentRequest.newBuilder()
                                        .setName("berta")
                                        .build())
                                .hasNext())
                        .fields())
                .containsExactly("name");
        assertThat(Errors.of(() -> assign("berta", 7200)).fields()).containsExactly("max_wait");
    }

    @Test
    void keepsThePlaceOfAClientThatIsConnected() {
        AssignSessionResponse berta = assign("berta", 600);
        watch(berta).next();
        api.broker.elapse(Duration.ofSeconds(20));

        for (int look = 0; look < 50; look++) {
            api.waiting.tick();
        }

        QueueTimes times = entry().times();
        assertThat(times.leaseEnds().epochMillis() - times.since().epochMillis())
                .isEqualTo(Duration.ofSeconds(50).toMillis());
    }

    @Test
    void listsWhoWaitsPageByPage() {
        for (String user : List.of("berta", "carl", "dora")) {
            assign(user, 60);
        }
        ListQueueEntriesRequest.Builder request =
                ListQueueEntriesRequest.newBuilder().setPageSize(2).setPool("pools/office");

        ListQueueEntriesResponse first = api.queue().listQueueEntries(request.build());
        ListQueueEntriesResponse second = api.queue()
                .listQueueEntries(request.setPageToken(first.getNextPageToken()).build());

        assertThat(first.getQueueEntriesList())
                .extracting(io.usher.proto.v1.QueueEntry::getUser)
                .containsExactly("berta", "carl");
        assertThat(second.getQueueEntriesList())
                .extracting(io.usher.proto.v1.QueueEntry::getUser, io.usher.proto.v1.QueueEntry::getPosition)
                .containsExactly(tuple("dora", 3));
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(api.queue()
                        .listQueueEntries(ListQueueEntriesRequest.newBuilder()
                                .setUser("nobody")
                                .build())
                        .getQueueEntriesList())
                .isEmpty();
    }

    @Test
    void explainsWhyOneHadToWait() {
        AssignSessionResponse berta = assign("berta", 60);
        String decision = berta.getQueueEntry().getName().replace("queueEntries/q-", "decisions/");

        assertThat(api.decisions()
                        .explainDecision(ExplainDecisionRequest.newBuilder()
                                .setName(decision)
                                .build())
                        .getDecision()
                        .getRule())
                .isEqualTo(Assignment.Rule.RULE_QUEUED);
    }

    private AssignSessionResponse assign(String user, int seconds) {
        AssignSessionRequest.Builder request =
                AssignSessionRequest.newBuilder().setUser(user).setResource("resources/desk");
        if (seconds > 0) {
            request.setMaxWait(Durations.fromSeconds(seconds));
        }
        return api.sessions().assignSession(request.build());
    }

    private Iterator<WatchAssignmentResponse> watch(AssignSessionResponse begun) {
        return api.queue()
                .watchAssignment(WatchAssignmentRequest.newBuilder()
                        .setName(begun.getQueueEntry().getName())
                        .build());
    }

    private void seats(int seats) {
        HostPolicy policy = new HostPolicy(OptionalInt.empty(), OptionalInt.of(seats), OptionalInt.empty());
        api.broker.apply(new UpdateHost(
                new HostId("h1"), Optional.empty(), new HostSettings(policy, LogonControl.ENABLED, "", List.of())));
    }

    private QueueEntry entry() {
        return api.broker
                .read(
                        Freshness.STALE,
                        Deadline.after(Duration.ofSeconds(1)),
                        view -> view.queueEntries().iterator().next())
                .toCompletableFuture()
                .join()
                .value();
    }
}
