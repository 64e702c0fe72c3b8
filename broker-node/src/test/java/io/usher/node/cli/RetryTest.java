package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CreatePoolResponse;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which broker is asked when, under which request id, and what the user learns when none served. */
class RetryTest {
    private static final CreatePoolResponse CREATED = CreatePoolResponse.newBuilder()
            .setPool(Pool.newBuilder().setName("pools/office"))
            .build();

    private final FakeBroker first = new FakeBroker();
    private final FakeBroker second = new FakeBroker();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void asksTheNextBrokerWithTheSameRequestIdWhenOneIsNotReady() {
        first.refuse("CreatePool", Code.UNAVAILABLE, "NOT_READY", "the broker is starting");
        second.answer("CreatePool", CREATED);

        Run run = Run.against(List.of(first, second), "pool", "create", "office");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        String requestId = first.onlyRequest(CreatePoolRequest.class).getRequestId();
        assertThat(UUID.fromString(requestId).version()).isEqualTo(4);
        assertThat(second.onlyRequest(CreatePoolRequest.class).getRequestId()).isEqualTo(requestId);
    }

    @Test
    void asksTheNextBrokerWhenOneCannotBeReached() {
        first.close();
        second.answer("ListPools", ListPoolsResponse.getDefaultInstance());

        Run run = Run.against(List.of(first, second), "pool", "list");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void asksTheNextBrokerWhenOneDoesNotAnswerInItsShareOfTheTime() {
        first.stream("CreatePool", Message.class, (request, observer) -> {});
        second.answer("CreatePool", CREATED);

        Run run = Run.against(List.of(first, second), "pool", "create", "office", "--timeout", "2s");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(second.onlyRequest(CreatePoolRequest.class).getRequestId())
                .isEqualTo(first.onlyRequest(CreatePoolRequest.class).getRequestId());
    }

    @Test
    void asksTheSameBrokerAgainWhileTheSiteElectsAPrimary() {
        AtomicInteger calls = new AtomicInteger();
        first.stream("ListPools", Message.class, (request, observer) -> {
            if (calls.incrementAndGet() < 3) {
                observer.onError(FakeBroker.refusal(Code.UNAVAILABLE, "NO_PRIMARY", "no primary"));
            } else {
                observer.onNext(ListPoolsResponse.getDefaultInstance());
                observer.onCompleted();
            }
        });

        Run run = Run.against(first, "pool", "list");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(calls).hasValue(3);
    }

    @Test
    void neverRepeatsARefusal() {
        first.refuse("CreatePool", Code.RESOURCE_EXHAUSTED, "OVERLOADED", "too much work is under way");
        second.answer("CreatePool", CREATED);

        Run run = Run.against(List.of(first, second), "pool", "create", "office");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void tellsTheRequestIdToRepeatWithWhenTheReplyWasLost() {
        first.refuse("CreatePool", Code.UNAVAILABLE, "OUTCOME_UNKNOWN", "no outcome in time");

        Run run = Run.against(first, "pool", "create", "office", "--timeout", "1s");

        String requestId = ((CreatePoolRequest) first.asked().get(0).request()).getRequestId();
        assertThat(run.code()).isEqualTo(ExitCode.OUTCOME_UNKNOWN);
        assertThat(run.err())
                .startsWith("error: nobody knows whether it was done: create pools/office; ")
                .contains("--request-id " + requestId);
    }

    @Test
    void doesNotKnowTheOutcomeWhenAServerFallsSilentAfterTheRequestLeft() {
        first.stream("CreatePool", Message.class, (request, observer) -> {});

        Run run = Run.against(first, "pool", "create", "office", "--timeout", "1s");

        assertThat(run.code()).isEqualTo(ExitCode.OUTCOME_UNKNOWN);
    }

    @Test
    void knowsThatNothingWasDoneWhenNoPrimaryEverTookTheRequest() {
        first.refuse("CreatePool", Code.UNAVAILABLE, "NO_PRIMARY", "no primary");

        Run run = Run.against(first, "pool", "create", "office", "--timeout", "1500ms");

        assertThat(run.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.err()).startsWith("error: cannot create pools/office; no primary [NO_PRIMARY]; ");
    }

    @Test
    void stillDoesNotKnowTheOutcomeWhenALaterBrokerDidNotTakeTheRepetition() {
        first.refuse("CreatePool", Code.UNAVAILABLE, "OUTCOME_UNKNOWN", "no outcome in time");
        second.refuse("CreatePool", Code.RESOURCE_EXHAUSTED, "OVERLOADED", "too much work is under way");

        Run run = Run.against(List.of(first, second), "pool", "create", "office");

        assertThat(run.code()).isEqualTo(ExitCode.OUTCOME_UNKNOWN);
    }

    @Test
    void knowsTheOutcomeWhenALaterBrokerRefusesForAReason() {
        first.refuse("CreatePool", Code.UNAVAILABLE, "OUTCOME_UNKNOWN", "no outcome in time");
        second.refuse("CreatePool", Code.ALREADY_EXISTS, "POOL_EXISTS", "pool office exists");

        Run run = Run.against(List.of(first, second), "pool", "create", "office");

        assertThat(run.code()).isEqualTo(ExitCode.CONFLICT);
    }

    @Test
    void repeatsUnderTheRequestIdThatTheUserGives() {
        first.answer("CreatePool", CREATED);

        Run.against(first, "pool", "create", "office", "--request-id", "again");

        assertThat(first.onlyRequest(CreatePoolRequest.class).getRequestId()).isEqualTo("again");
    }

    @Test
    void givesUpAtOnceWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        long started = System.nanoTime();

        Run run = Run.of("pool", "create", "office", "--server", "127.0.0.1:" + port, "--timeout", "1h");

        assertThat(run.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.err())
                .contains("127.0.0.1:" + port + " cannot be reached: Connection refused")
                .contains("check that a broker runs there");
        assertThat(System.nanoTime() - started).isLessThan(30_000_000_000L);
    }

    @Test
    void hintsAtTlsWhereAServerHangsUpOnWhoeverSpeaksWithoutIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread hangingUp = new Thread(() -> hangUp(server), "hanging-up");
            hangingUp.start();

            Run run = Run.of("pool", "list", "--server", "127.0.0.1:" + server.getLocalPort(), "--timeout", "1s");

            assertThat(run.code()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(run.err()).contains("if the broker wants TLS, give --ca FILE, or --tls");
        }
    }

    private static void hangUp(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                // As a TLS server does with what is no greeting: it reads, and closes.
                assertThat(client.getInputStream().read()).isPositive();
            } catch (IOException e) {
                assertThat(e).as("the test is over, or the client has gone").isNotNull();
            }
        }
    }
}
