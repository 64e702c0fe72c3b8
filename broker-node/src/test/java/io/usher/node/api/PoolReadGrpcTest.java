package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ReadConsistency;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pools are read, one and page by page. */
class PoolReadGrpcTest {

    private final ApiFixture api = new ApiFixture();
    private final PoolCalls pools = new PoolCalls(api);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void statesRevisionTimeBrokerAndTermInEveryAnswer() {
        pools.create("office", Pool.getDefaultInstance());

        var header = api.pools()
                .getPool(GetPoolRequest.newBuilder().setName("pools/office").build())
                .getHeader();

        assertThat(header.getRevision()).isEqualTo(1);
        assertThat(header.getBroker()).isEqualTo("b1");
        assertThat(header.getTerm()).isEqualTo(7);
        assertThat(header.getLogTime().getSeconds()).isEqualTo(1000);
    }

    @Test
    void tellsThatAPoolDoesNotExist() {
        Errors error = Errors.of(() -> pools.get("nowhere"));

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(error.reason()).isEqualTo("POOL_NOT_FOUND");
    }

    @Test
    void answersStaleReadsWithoutAPrimary() {
        pools.create("office", Pool.getDefaultInstance());
        api.broker.fail(Meaning.NO_PRIMARY);

        GetPoolRequest.Builder request = GetPoolRequest.newBuilder().setName("pools/office");
        assertThat(Errors.of(() -> api.pools().getPool(request.build())).reason())
                .isEqualTo("NO_PRIMARY");
        assertThat(api.pools()
                        .getPool(request.setConsistency(ReadConsistency.READ_CONSISTENCY_STALE)
                                .build())
                        .getPool()
                        .getName())
                .isEqualTo("pools/office");
    }

    @Test
    void countsHostsSessionsAndSeats() {
        api.furnish();
        api.addHost("h2");

        Pool pool = pools.get("office");

        assertThat(pool.getHostCount()).isEqualTo(2);
        assertThat(pool.getSeatCount()).isEqualTo(500);
        assertThat(pool.getSessionCount()).isZero();
    }

    @Test
    void listsPageByPageInOrderOfName() {
        List.of("c", "a", "e", "b", "d").forEach(id -> pools.create(id, Pool.getDefaultInstance()));
        List<String> names = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            ListPoolsResponse page = api.pools()
                    .listPools(ListPoolsRequest.newBuilder()
                            .setPageSize(2)
                            .setPageToken(token)
                            .build());
            page.getPoolsList().forEach(pool -> names.add(pool.getName()));
            token = page.getNextPageToken();
            pages++;
        } while (!token.isEmpty());

        assertThat(names).containsExactly("pools/a", "pools/b", "pools/c", "pools/d", "pools/e");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void refusesAPageTokenThatItDidNotGive() {
        ListPoolsRequest request = ListPoolsRequest.newBuilder()
                .setPageToken("bm90IG91cnMgYXQgYWxs")
                .build();

        Errors error = Errors.of(() -> api.pools().listPools(request));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.reason()).isEqualTo("INVALID_PAGE_TOKEN");
    }

    @Test
    void refusesANegativePageSize() {
        ListPoolsRequest request = ListPoolsRequest.newBuilder().setPageSize(-1).build();

        assertThat(Errors.of(() -> api.pools().listPools(request)).fields()).containsExactly("page_size");
    }
}
