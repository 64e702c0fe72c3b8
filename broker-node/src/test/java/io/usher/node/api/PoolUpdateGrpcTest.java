package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.UpdatePoolRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pools are changed: masks, etags and repeated requests. */
class PoolUpdateGrpcTest {

    private final ApiFixture api = new ApiFixture();
    private final PoolCalls pools = new PoolCalls(api);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void changesOnlyTheFieldsThatAreSet() {
        pools.create(
                "office",
                Pool.newBuilder().setDescription("old").setMaxSessionsPerHost(7).build());

        Pool updated =
                pools.update(Pool.newBuilder().setName("pools/office").setDescription("new"), FieldMask.newBuilder());

        assertThat(updated.getDescription()).isEqualTo("new");
        assertThat(updated.getMaxSessionsPerHost()).isEqualTo(7);
    }

    @Test
    void clearsAMaskedFieldThatIsNotSet() {
        pools.create(
                "office",
                Pool.newBuilder().setDescription("old").setMaxSessionsPerHost(7).build());

        Pool updated = pools.update(
                Pool.newBuilder().setName("pools/office"),
                FieldMask.newBuilder().addPaths("description"));

        assertThat(updated.getDescription()).isEmpty();
        assertThat(updated.getMaxSessionsPerHost()).isEqualTo(7);
    }

    @Test
    void resetsEverythingUnderAStar() {
        pools.create(
                "office",
                Pool.newBuilder().setDescription("old").setMaxSessionsPerHost(7).build());

        Pool updated = pools.update(
                Pool.newBuilder().setName("pools/office").setDescription("new"),
                FieldMask.newBuilder().addPaths("*"));

        assertThat(updated.getDescription()).isEqualTo("new");
        assertThat(updated.getMaxSessionsPerHost()).isZero();
    }

    @Test
    void refusesToMaskWhatCannotBeChanged() {
        pools.create("office", Pool.getDefaultInstance());

        Errors error = Errors.of(() -> pools.update(
                Pool.newBuilder().setName("pools/office"),
                FieldMask.newBuilder().addPaths("seat_count")));

        assertThat(error.fields()).containsExactly("update_mask");
    }

    @Test
    void refusesToOverwriteAChangeThatTheCallerHasNotSeen() {
        String etag = pools.create("office", Pool.getDefaultInstance()).getEtag();
        pools.update(Pool.newBuilder().setName("pools/office").setDescription("other"), FieldMask.newBuilder());

        Errors error = Errors.of(() -> pools.update(
                Pool.newBuilder().setName("pools/office").setDescription("mine").setEtag(etag),
                FieldMask.newBuilder()));

        assertThat(error.code()).isEqualTo(Code.ABORTED);
        assertThat(error.reason()).isEqualTo("ETAG_MISMATCH");
        assertThat(pools.get("office").getDescription()).isEqualTo("other");
    }

    @Test
    void returnsTheFirstAnswerToARepeatedUpdateThoughTheEtagHasMoved() {
        pools.create("office", Pool.getDefaultInstance());
        UpdatePoolRequest request = UpdatePoolRequest.newBuilder()
                .setPool(Pool.newBuilder().setName("pools/office").setDescription("new"))
                .setRequestId("u1")
                .build();
        api.broker.loseReplies();
        assertThat(Errors.of(() -> api.pools().updatePool(request)).reason()).isEqualTo("OUTCOME_UNKNOWN");
        api.broker.heal();
        String etag = pools.get("office").getEtag();

        Pool again = api.pools().updatePool(request).getPool();

        assertThat(again.getDescription()).isEqualTo("new");
        assertThat(again.getEtag()).as("nothing was changed again").isEqualTo(etag);
        assertThat(pools.get("office").getEtag()).isEqualTo(etag);
    }

    @Test
    void refusesARequestIdThatServedAnotherUpdate() {
        pools.create("office", Pool.getDefaultInstance());
        UpdatePoolRequest.Builder request = UpdatePoolRequest.newBuilder()
                .setPool(Pool.newBuilder().setName("pools/office").setDescription("new"))
                .setRequestId("u1");
        api.pools().updatePool(request.build());
        request.getPoolBuilder().setDescription("newer");

        Errors error = Errors.of(() -> api.pools().updatePool(request.build()));

        assertThat(error.reason()).isEqualTo("REQUEST_ID_REUSED");
        assertThat(pools.get("office").getDescription()).isEqualTo("new");
    }
}
