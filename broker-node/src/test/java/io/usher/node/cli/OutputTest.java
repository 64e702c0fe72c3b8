package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.Counter;
import io.usher.proto.v1.CreatePoolResponse;
import io.usher.proto.v1.GetClusterStatusResponse;
import io.usher.proto.v1.GetPoolResponse;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.ListHostsResponse;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.ListSessionsResponse;
import io.usher.proto.v1.Load;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdatePoolResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers as people and programs read them. */
class OutputTest {
    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    private static Pool pool(String id, BalancingMethod method, int hosts) {
        return Pool.newBuilder()
                .setName("pools/" + id)
                .setMethod(method)
                .setHostCount(hosts)
                .setSessionCount(3)
                .setSeatCount(250L * hosts)
                .setOneSessionPerUser(true)
                .setMaxSessionsPerHost(250)
                .setTicketLifetime(Durations.fromSeconds(30))
                .setEtag("88")
                .build();
    }

    private void answerPools() {
        broker.answer(
                "ListPools",
                ListPoolsResponse.newBuilder()
                        .setHeader(ResponseHeader.newBuilder().setRevision(88).setBroker("b1"))
                        .addPools(pool("lab", BalancingMethod.BALANCING_METHOD_ROUND_ROBIN, 1))
                        .addPools(pool("office", BalancingMethod.BALANCING_METHOD_RESOURCE_BASED, 12).toBuilder()
                                .setDescription("Head office"))
                        .build());
    }

    @Test
    void alignsColumnsWithTwoSpacesAndADashForNothing() {
        answerPools();

        assertThat(Run.against(broker, "pool", "list").out()).isEqualTo("""
                        NAME    METHOD          HOSTS  SESSIONS  SEATS  DESCRIPTION
                        lab     round-robin     1      3         250    -
                        office  resource-based  12     3         3000   Head office
                        """);
    }

    @Test
    void leavesOutTheHeads() {
        answerPools();

        assertThat(Run.against(broker, "pool", "list", "--no-headers").out())
                .startsWith("lab ")
                .hasLineCount(2);
    }

    @Test
    void showsEveryColumnInTheWideTable() {
        answerPools();

        assertThat(Run.against(broker, "pool", "list", "-o", "wide").out().lines())
                .first()
                .asString()
                .isEqualTo("NAME    METHOD          HOSTS  SESSIONS  SEATS  COUNTERS  ONE-PER-USER  RECONNECT"
                        + "  USER-LIMIT  HOST-WEIGHT  MAX-PER-HOST  PENDING-LIMIT  TICKET  ETAG  DESCRIPTION");
    }

    @Test
    void printsTheMessageAsJsonWithEveryField() {
        answerPools();

        assertThat(Run.against(broker, "pool", "list", "-o", "json").out())
                .contains("\"revision\": \"88\"")
                .contains("\"name\": \"pools/office\"")
                .contains("\"ticketLifetime\": \"30s\"")
                .contains("\"hostWeight\": 0")
                .contains("\"nextPageToken\": \"\"");
    }

    @Test
    void printsTheSameAsYaml() {
        answerPools();

        assertThat(Run.against(broker, "pool", "list", "-o", "yaml").out())
                .startsWith("header:\n  revision: \"88\"\n")
                .contains("- name: pools/lab\n")
                .contains("  ticketLifetime: 30s\n")
                .endsWith("nextPageToken: \"\"\n");
    }

    @Test
    void printsNamesAlone() {
        answerPools();

        assertThat(Run.against(broker, "pool", "list", "-o", "name").out()).isEqualTo("pools/lab\npools/office\n");
    }

    @Test
    void showsOneObjectAsALineForEachField() {
        broker.answer(
                "GetPool",
                GetPoolResponse.newBuilder()
                        .setPool(pool("lab", BalancingMethod.BALANCING_METHOD_ROUND_ROBIN, 1))
                        .build());

        assertThat(Run.against(broker, "pool", "get", "lab").out())
                .startsWith("NAME           lab\nMETHOD         round-robin\n")
                .contains("TICKET         30s\n");
    }

    @Test
    void takesAndShowsTheWeightsOfCountersAlike() {
        broker.answer(
                "UpdatePool",
                UpdatePoolRequest.class,
                request -> UpdatePoolResponse.newBuilder()
                        .setPool(request.getPool().toBuilder()
                                .addCounters(Counter.COUNTER_SESSIONS)
                                .addCounters(Counter.COUNTER_CPU)
                                .addCounters(Counter.COUNTER_MEMORY))
                        .build());

        Run run = Run.against(
                broker, "pool", "update", "office", "--counter-weights", "sessions=50,memory=200", "-o", "wide");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("sessions=50,cpu,memory=200");
    }

    @Test
    void printsOnlyTheNameAfterAChange() {
        broker.answer(
                "CreatePool",
                CreatePoolResponse.newBuilder()
                        .setPool(pool("lab", BalancingMethod.BALANCING_METHOD_ROUND_ROBIN, 0))
                        .build());

        Run run = Run.against(broker, "pool", "create", "lab");

        assertThat(run.out()).isEqualTo("pools/lab\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void readsAllPagesUnderTheRevisionOfTheFirst() {
        broker.answer("ListPools", ListPoolsRequest.class, request -> {
            boolean firstPage = request.getPageToken().isEmpty();
            return ListPoolsResponse.newBuilder()
                    .setHeader(ResponseHeader.newBuilder().setRevision(firstPage ? 88 : 90))
                    .addPools(pool(firstPage ? "a" : "b", BalancingMethod.BALANCING_METHOD_ROUND_ROBIN, 1))
                    .setNextPageToken(firstPage ? "more" : "")
                    .build();
        });

        Run run = Run.against(broker, "pool", "list", "-o", "json");

        assertThat(run.out())
                .contains("pools/a", "pools/b", "\"revision\": \"88\"")
                .doesNotContain("\"90\"", "more");
    }

    @Test
    void stopsReadingPagesAtTheLimit() {
        broker.answer(
                "ListPools",
                ListPoolsRequest.class,
                request -> ListPoolsResponse.newBuilder()
                        .addPools(pool("a", BalancingMethod.BALANCING_METHOD_ROUND_ROBIN, 1))
                        .setNextPageToken("more")
                        .build());

        Run run = Run.against(broker, "pool", "list", "-o", "name", "--limit", "2");

        assertThat(run.out()).hasLineCount(2);
        assertThat(broker.asked())
                .extracting(asked -> ((ListPoolsRequest) asked.request()).getPageSize())
                .containsExactly(2, 1);
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
                        h2    -       LOST   -      -      0/0       -    -
                        """);
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

    @Test
    void saysWhereToConnectWithWhichTicket() {
        broker.answer("AssignSession", assigned());

        Run run = Run.against(broker, "assign", "--user", "alice smith", "desktop");

        assertThat(run.out()).isEqualTo("""
                        SESSION   41
                        HOST      h1
                        ENDPOINT  10.0.0.1:3389
                        RULE      placed
                        DECISION  4711
                        EXPIRES   2026-03-01T12:00:30Z, in 30s

                        Connect with
                          xfreerdp /v:10.0.0.1:3389 /u:'alice smith' /load-balance-info:AbC_-1
                        """);
    }

    @Test
    void keepsTheTicketInAFileOfItsOwner(@TempDir Path directory) throws IOException {
        broker.answer("AssignSession", assigned());
        Path file = Files.writeString(directory.resolve("ticket"), "old");

        Run run = Run.against(broker, "assign", "--user", "alice", "desktop", "--ticket-file", file.toString());
        Run json = Run.against(
                broker, "assign", "--user", "alice", "desktop", "-o", "json", "--ticket-file", file.toString());

        assertThat(file).content().isEqualTo("AbC_-1\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run.out()).contains("\"/load-balance-info:$(cat " + file + ")\"");
        assertThat(run.out() + json.out()).doesNotContain("AbC_-1");
    }

    private static AssignSessionResponse assigned() {
        return AssignSessionResponse.newBuilder()
                .setAssignment(Assignment.newBuilder()
                        .setSession("sessions/41")
                        .setHost("hosts/h1")
                        .setEndpoint("10.0.0.1:3389")
                        .setTicket("AbC_-1")
                        .setTicketExpireTime(
                                Timestamps.fromMillis(Run.NOW.plusSeconds(30).toEpochMilli()))
                        .setRule(Assignment.Rule.RULE_PLACED)
                        .setDecision("decisions/4711"))
                .build();
    }
}
