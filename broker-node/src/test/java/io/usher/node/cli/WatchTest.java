package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.Code;
import io.grpc.Status;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import io.usher.proto.v1.WatchSessionsRequest;
import io.usher.proto.v1.WatchSessionsResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of changes: nothing missed, nothing twice, whichever broker serves. */
class WatchTest {
    private final FakeBroker first = new FakeBroker();
    private final FakeBroker second = new FakeBroker();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private static WatchSessionsResponse granted(long revision, String session) {
        return WatchSessionsResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder()
                        .setRevision(revision)
                        .setLogTime(Timestamps.fromMillis(Run.NOW.toEpochMilli())))
                .addEvents(SessionEvent.newBuilder()
                        .setChange(SessionEvent.Change.CHANGE_GRANTED)
                        .setSession(Session.newBuilder()
                                .setName("sessions/" + session)
                                .setUser("alice")
                                .setHost("hosts/h1")
                                .setState(Session.State.STATE_PENDING)))
                .build();
    }

    private static WatchSessionsResponse progress(long revision) {
        return WatchSessionsResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder().setRevision(revision))
                .build();
    }

    @Test
    void goesOnAfterTheLastRevisionOnTheNextBroker() {
        first.stream("WatchSessions", Message.class, (request, observer) -> {
            observer.onNext(granted(88, "41"));
            observer.onNext(progress(90));
            observer.onError(Status.UNAVAILABLE.asRuntimeException());
        });
        second.stream("WatchSessions", Message.class, (request, observer) -> {
            observer.onNext(granted(91, "42"));
            observer.onCompleted();
        });

        Run run = Run.against(List.of(first, second), "watch", "sessions", "--after-revision", "80");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEqualTo("""
                        TIME       REVISION  CHANGE            SESSION   USER          HOST          STATE
                        12:00:00Z  88        granted           41        alice         h1            PENDING
                        12:00:00Z  91        granted           42        alice         h1            PENDING
                        """);
        assertThat(first.onlyRequest(WatchSessionsRequest.class).getAfterRevision())
                .isEqualTo(80);
        assertThat(second.onlyRequest(WatchSessionsRequest.class).getAfterRevision())
                .isEqualTo(90);
    }

    @Test
    void listsThePresentAgainWhenItBrokeOffBeforeTheFirstChange() {
        first.stream("WatchSessions", Message.class, (request, observer) -> {
            observer.onNext(granted(88, "41").toBuilder().setInitial(true).build());
            observer.onError(Status.UNAVAILABLE.asRuntimeException());
        });
        second.stream("WatchSessions", Message.class, (request, observer) -> observer.onCompleted());

        Run.against(List.of(first, second), "watch", "sessions");

        assertThat(second.onlyRequest(WatchSessionsRequest.class).getAfterRevision())
                .isZero();
    }

    @Test
    void printsOneMessageALineForPrograms() {
        first.stream("WatchSessions", Message.class, (request, observer) -> {
            observer.onNext(granted(88, "41"));
            observer.onNext(progress(90));
            observer.onCompleted();
        });

        Run run = Run.against(first, "watch", "sessions", "-o", "json");

        assertThat(run.out().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    @Test
    void saysWhatToDoWhenTheRevisionIsNoLongerKept() {
        first.refuse("WatchSessions", Code.OUT_OF_RANGE, "REVISION_COMPACTED", "changes are kept from 4000 on");

        Run run = Run.against(first, "watch", "sessions", "--after-revision", "5");

        assertThat(run.code()).isEqualTo(ExitCode.CONFLICT);
        assertThat(run.err()).contains("[REVISION_COMPACTED]").contains("watch without --after-revision");
    }

    @Test
    void triesAgainWhileTheTimeOfACallLasts() {
        AtomicInteger calls = new AtomicInteger();
        first.stream("WatchSessions", Message.class, (request, observer) -> {
            if (calls.incrementAndGet() < 3) {
                observer.onError(FakeBroker.refusal(Code.UNAVAILABLE, "NOT_READY", "starting"));
            } else {
                observer.onCompleted();
            }
        });

        Run run = Run.against(first, "watch", "sessions");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(calls).hasValue(3);
    }

    @Test
    void givesUpWhenNoBrokerServesForTheTimeOfACall() {
        first.refuse("WatchSessions", Code.UNAVAILABLE, "NOT_READY", "starting");

        Run run = Run.against(first, "watch", "sessions", "--timeout", "200ms");

        assertThat(run.code()).isEqualTo(ExitCode.UNAVAILABLE);
    }
}
