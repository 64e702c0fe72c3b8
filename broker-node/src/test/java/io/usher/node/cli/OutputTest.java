package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.Counter;
import io.usher.proto.v1.CreatePoolResponse;
import io.usher.proto.v1.GetPoolResponse;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdatePoolResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Formats of answers, for people and programs; pages. */
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
                        + "  USER-LIMIT  SHARING  DEDICATED  UNBOUND-AFTER  MIN-OPEN  HOST-WEIGHT  MAX-PER-HOST  PENDING-LIMIT"
                        + "  TICKET  ROUTES  LINGER"
                        + "  DISCONNECTED  ETAG  DESCRIPTION");
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
    void takesAndShowsCountersOfTheAdministratorsOwnAlike() {
        broker.answer(
                "UpdatePool",
                UpdatePoolRequest.class,
                request -> UpdatePoolResponse.newBuilder()
                        .setPool(request.getPool().toBuilder().addCounters(Counter.COUNTER_CPU))
                        .build());

        Run run =
                Run.against(broker, "pool", "update", "office", "--custom-counters", "disk=50,licences", "-o", "wide");
        Run none = Run.against(broker, "pool", "update", "office", "--custom-counters", "none", "-o", "wide");
        Run wrong = Run.against(broker, "pool", "update", "office", "--custom-counters", "disk=much");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("cpu,disk=50,licences\n");
        assertThat(none.err()).isEmpty();
        assertThat(none.out()).doesNotContain("disk");
        assertThat(wrong.err()).contains("expected NAME=N with a number, found 'disk=much'");
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
}
