package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.GetClusterStatusResponse;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.ListBrokersResponse;
import io.usher.proto.v1.ListHostsResponse;
import io.usher.proto.v1.ListSessionsResponse;
import io.usher.proto.v1.Load;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values in tables: written for people, and never taken for control sequences. */
class TableValuesTest {
    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void writesAgesBytesAndSharesForPeople() {
        broker.answer(
                "ListHosts",
                ListHostsResponse.newBuilder()
                        .addHosts(Host.newBuilder()
                                .setName("hosts/h1")
                                .setPool("pools/office")
                                .setState(Host.State.STATE_UP)
                                .setStateTime(Timestamps.fromMillis(Run.NOW
                                        .minusSeconds(3 * 86_400 + 4 * 3600)
                                        .toEpochMilli()))
                                .setLogonControl(LogonControl.LOGON_CONTROL_DRAIN)
                                .setEffectiveMaxSessions(250)
                                .setSessionCount(7)
                                .setEndpoint("10.0.0.1:3389")
                                .setLoad(Load.newBuilder()
                                        .setCpuPermille(125)
                                        .setMemoryUsedBytes(3L << 30)
                                        .setMemoryTotalBytes(8L << 30)))
                        .addHosts(Host.newBuilder().setName("hosts/h2").setState(Host.State.STATE_LOST))
                        .build());

        assertThat(Run.against(broker, "host", "list").out()).isEqualTo("""
                        NAME  POOL    STATE  SINCE  LOGON  SESSIONS  CPU  MEMORY
                        h1    office  UP     3d4h   drain  7/250     13%  38%
                        h2    -       LOST   -      -      -         -    -
                        """);
    }

    @Test
    void showsWhoAddedABrokerAndWhoChangedItLast() {
        broker.answer(
                "ListBrokers",
                ListBrokersResponse.newBuilder()
                        .addBrokers(Broker.newBuilder()
                                .setName("brokers/b1")
                                .setCreateTime(Timestamps.fromSeconds(1_700_000_000))
                                .setUpdateTime(Timestamps.fromSeconds(1_700_000_060))
                                .setUpdater("cn:alice"))
                        .build());

        assertThat(Run.against(broker, "broker", "list", "-o", "wide").out())
                .contains("CREATED", "CHANGED")
                .contains("2023-11-14T22:13:20Z  2023-11-14T22:14:20Z by cn:alice");
        assertThat(Run.against(broker, "broker", "list", "-o", "yaml").out())
                .contains("createTime: 2023-11-14T22:13:20Z")
                .contains("updater: cn:alice");
    }

    @Test
    void showsWhatOtherPeopleTypedWithoutControlSequences() {
        broker.answer(
                "ListSessions",
                ListSessionsResponse.newBuilder()
                        .addSessions(Session.newBuilder()
                                .setName("sessions/41")
                                .setUser("eve\u001b[31m\nroot")
                                .setClientName("@|red x|@"))
                        .build());

        assertThat(Run.against(broker, "session", "list", "-o", "wide").out())
                .contains("eve [31m root")
                .contains("@ |red x| @")
                .hasLineCount(2);
    }

    @Test
    void showsNoFiguresOfABrokerThatDidNotAnswer() {
        broker.answer(
                "GetClusterStatus",
                GetClusterStatusResponse.newBuilder()
                        .setHasQuorum(true)
                        .addBrokers(BrokerStatus.newBuilder()
                                .setBroker("b1")
                                .setApiAddress("127.0.0.1:7400")
                                .setRole(BrokerStatus.Role.ROLE_PRIMARY)
                                .setTerm(4)
                                .setCommitIndex(88)
                                .setAppliedIndex(87)
                                .addWarnings("its storage is not synchronous"))
                        .addBrokers(BrokerStatus.newBuilder()
                                .setBroker("b2")
                                .setApiAddress("127.0.0.1:7410")
                                .setLastContact(Durations.fromMillis(4200))
                                .setError("connection refused"))
                        .build());

        Run run = Run.against(broker, "cluster", "status");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEqualTo("""
                        BROKER  ADDRESS         ROLE       TERM  COMMIT  APPLIED  LAG  CONTACT
                        b1      127.0.0.1:7400  PRIMARY    4     88      87       0    -
                        b2      127.0.0.1:7410  NO-ANSWER  -     -       -        -    4s
                        """);
        assertThat(run.err())
                .contains("warning: b1: its storage is not synchronous")
                .contains("warning: b2 did not answer: connection refused");
    }
}
