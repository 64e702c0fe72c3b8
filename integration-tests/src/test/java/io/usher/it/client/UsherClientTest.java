package io.usher.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.SessionServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client makes of what brokers say, over real connections to brokers that say what they are told to. */
class UsherClientTest {

    private static final AssignSessionRequest REQUEST = AssignSessionRequest.newBuilder()
            .setUser("alice")
            .setResource("resources/desktop")
            .setRequestId("r-1")
            .build();
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final FakeBroker first = new FakeBroker();
    private final FakeBroker second = new FakeBroker();
    private UsherClient client = new UsherClient(List.of());

    @BeforeEach
    void start() throws IOException {
        client = new UsherClient(List.of(Endpoint.local("b1", first.start()), Endpoint.local("b2", second.start())));
    }

    @AfterEach
    void stop() {
        client.close();
        first.server.shutdownNow();
        second.server.shutdownNow();
    }

    @Test
    void asksAnotherBrokerWithTheSameRequestIdWhenTheFirstGaveNoAnswer() {
        first.errors.add(Status.UNAVAILABLE.asRuntimeException());

        assertThat(assign(LONG))
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.broker()).isEqualTo("b2"));
        assertThat(first.asked).containsExactly(REQUEST);
        assertThat(second.asked).containsExactly(REQUEST);
    }

    @Test
    void staysWithTheBrokerThatAnswered() {
        first.errors.add(Status.UNAVAILABLE.asRuntimeException());

        assign(LONG);
        assign(LONG);

        assertThat(first.asked).hasSize(1);
        assertThat(second.asked).hasSize(2);
    }

    @Test
    void takesARefusalForTheAnswer() {
        first.errors.add(error(Code.RESOURCE_EXHAUSTED, "NO_SEAT", Map.of("FULL", "2")));

        assertThat(assign(LONG)).isEqualTo(new Outcome.Refused<>("NO_SEAT", Map.of("FULL", "2")));
        assertThat(second.asked).isEmpty();
    }

    @Test
    void saysThatNothingWasDoneWhenEveryBrokerTurnedItAway() {
        first.always = Optional.of(error(Code.UNAVAILABLE, "NO_PRIMARY", Map.of()));
        second.always = Optional.of(error(Code.UNAVAILABLE, "NO_PRIMARY", Map.of()));

        assertThat(assign(SHORT)).isEqualTo(new Outcome.NotDone<>("NO_PRIMARY"));
    }

    @Test
    void saysThatItDoesNotKnowWhenOneAttemptMayHaveBeenDone() {
        first.errors.add(error(Code.UNAVAILABLE, "OUTCOME_UNKNOWN", Map.of()));
        first.always = Optional.of(error(Code.UNAVAILABLE, "NO_PRIMARY", Map.of()));
        second.always = Optional.of(error(Code.UNAVAILABLE, "NO_PRIMARY", Map.of()));

        assertThat(assign(SHORT)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void saysThatItDoesNotKnowWhenNobodyAnsweredAtAll() {
        first.always = Optional.of(Status.UNAVAILABLE.asRuntimeException());
        second.always = Optional.of(Status.DEADLINE_EXCEEDED.asRuntimeException());

        assertThat(assign(SHORT)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void doesNotRepeatWhatIsMalformed() {
        first.errors.add(error(Code.INVALID_ARGUMENT, "INVALID_FIELD", Map.of()));

        assertThat(assign(LONG)).isEqualTo(new Outcome.NotDone<>("INVALID_FIELD"));
        assertThat(second.asked).isEmpty();
    }

    private Outcome<AssignSessionResponse> assign(Duration limit) {
        return client.call(SessionServiceGrpc.getAssignSessionMethod(), REQUEST, limit);
    }

    private static StatusRuntimeException error(Code code, String reason, Map<String, String> details) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.getNumber())
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain("usher")
                        .putAllMetadata(details)
                        .build()))
                .build());
    }

    /** Gives its errors one after the other, then the one it always gives, else an answer. */
    private static final class FakeBroker extends SessionServiceGrpc.SessionServiceImplBase {

        private final Deque<StatusRuntimeException> errors = new ArrayDeque<>();
        private final List<AssignSessionRequest> asked = new ArrayList<>();
        private final Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build();
        private Optional<StatusRuntimeException> always = Optional.empty();

        int start() throws IOException {
            return server.start().getPort();
        }

        @Override
        public synchronized void assignSession(
                AssignSessionRequest request, StreamObserver<AssignSessionResponse> response) {
            asked.add(request);
            Optional<StatusRuntimeException> error = errors.isEmpty() ? always : Optional.of(errors.removeFirst());
            if (error.isPresent()) {
                response.onError(error.get());
                return;
            }
            response.onNext(AssignSessionResponse.newBuilder()
                    .setAssignment(Assignment.newBuilder().setHost("hosts/h1"))
                    .build());
            response.onCompleted();
        }
    }
}
