package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.GetClusterStatusResponse;
import io.usher.proto.v1.GetStateDigestRequest;
import io.usher.proto.v1.GetStateDigestResponse;
import io.usher.proto.v1.ResponseHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether the brokers agree, found out from all of them. */
class ClusterDigestTest {
    private final FakeBroker first = new FakeBroker();
    private final FakeBroker second = new FakeBroker();

    @BeforeEach
    void knowEachOther() {
        first.answer(
                "GetClusterStatus",
                Message.class,
                request -> GetClusterStatusResponse.newBuilder()
                        .addBrokers(BrokerStatus.newBuilder().setBroker("b1").setApiAddress(first.address()))
                        .addBrokers(BrokerStatus.newBuilder().setBroker("b2").setApiAddress(second.address()))
                        .build());
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private static GetStateDigestResponse digest(long revision, String digest) {
        return GetStateDigestResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder().setRevision(revision))
                .setDigest(digest)
                .build();
    }

    @Test
    void findsThatTheBrokersAgree() {
        first.answer("GetStateDigest", digest(88, "abc"));
        second.answer("GetStateDigest", digest(88, "abc"));

        Run run = Run.against(first, "cluster", "digest");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEqualTo("""
                        BROKER  REVISION  DIGEST
                        b1      88        abc
                        b2      88        abc
                        """);
    }

    @Test
    void waitsForTheOneThatIsBehind() {
        first.answer("GetStateDigest", digest(90, "def"));
        second.answer(
                "GetStateDigest",
                GetStateDigestRequest.class,
                request -> request.getMinRevision() >= 90 ? digest(90, "def") : digest(88, "abc"));

        Run run = Run.against(first, "cluster", "digest", "-o", "json");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("[{").doesNotContain("\"abc\"");
    }

    @Test
    void saysNoWhenTheyDisagree() {
        first.answer("GetStateDigest", digest(88, "abc"));
        second.answer("GetStateDigest", digest(88, "def"));

        Run run = Run.against(first, "cluster", "digest");

        assertThat(run.code()).isEqualTo(ExitCode.NO);
        assertThat(run.err()).startsWith("error: the brokers disagree; ");
    }

    @Test
    void doesNotCompareWhatIsOfDifferentRevisions() {
        first.answer("GetStateDigest", digest(88, "abc"));
        second.answer("GetStateDigest", digest(89, "def"));

        Run run = Run.against(first, "cluster", "digest", "--timeout", "1s");

        assertThat(run.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.err()).startsWith("error: cannot compare the digests; ");
    }

    @Test
    void namesTheBrokerThatDidNotAnswerAndShowsTheOthers() {
        first.answer("GetStateDigest", digest(88, "abc"));
        second.refuse("GetStateDigest", Code.UNAVAILABLE, "NOT_READY", "the broker is starting");

        Run run = Run.against(first, "cluster", "digest", "--timeout", "200ms");

        assertThat(run.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.out()).contains("b1      88        abc", "b2      -         -");
        assertThat(run.err()).contains("b2: the broker is starting [NOT_READY]");
    }
}
