package io.usher.node.api;

import com.google.protobuf.FieldMask;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.UpdatePoolRequest;

/** Plain calls about pools, for tests that are about something else in them. */
final class PoolCalls {
    private final ApiFixture api;

    PoolCalls(ApiFixture api) {
        this.api = api;
    }

    Pool create(String id, Pool pool) {
        return api.pools()
                .createPool(CreatePoolRequest.newBuilder()
                        .setPoolId(id)
                        .setPool(pool)
                        .build())
                .getPool();
    }

    Pool get(String id) {
        return api.pools()
                .getPool(GetPoolRequest.newBuilder().setName("pools/" + id).build())
                .getPool();
    }

    Pool update(Pool.Builder pool, FieldMask.Builder mask) {
        return api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(pool)
                        .setUpdateMask(mask)
                        .build())
                .getPool();
    }
}
