package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.usher.core.command.ReviewScaling;
import io.usher.proto.v1.ListScalingAdviceRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ScalingAdvice;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.WatchScalingAdviceRequest;
import io.usher.proto.v1.WatchScalingAdviceResponse;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Advice for provisioners, from the settings of a pool to whoever watches. */
class ScalingGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsAndStreamsWhatIsAdvised() {
        update(Pool.newBuilder().setAutoscaleMinHosts(3).setAutoscaleMaxHosts(5));
        api.broker.apply(new ReviewScaling());

        List<ScalingAdvice> listed = list("pools/office");
        assertThat(listed).singleElement().satisfies(advice -> {
            assertThat(advice.getDirection()).isEqualTo(ScalingAdvice.Direction.DIRECTION_UP);
            assertThat(advice.getOpenHostCount()).isEqualTo(1);
            assertThat(advice.getWantedHostCount()).isEqualTo(3);
        });
        assertThat(list("pools/other")).isEmpty();

        Iterator<WatchScalingAdviceResponse> watch =
                api.scaling().watchScalingAdvice(WatchScalingAdviceRequest.getDefaultInstance());
        assertThat(watch.next().getAdviceList()).isEqualTo(listed);
    }

    @Test
    void refusesBoundsThatContradictEachOther() {
        assertThat(Errors.of(() ->
                                update(Pool.newBuilder().setAutoscaleMinHosts(6).setAutoscaleMaxHosts(5)))
                        .fields())
                .containsExactly("pool.autoscale_max_hosts");
        assertThat(Errors.of(() -> update(Pool.newBuilder()
                                .setAutoscaleMaxHosts(5)
                                .setScaleUpPercent(30)
                                .setScaleDownPercent(30)))
                        .fields())
                .containsExactly("pool.autoscale_max_hosts");
        assertThat(Errors.of(() -> update(
                                Pool.newBuilder().setAutoscaleMaxHosts(5).setScaleHoldTime(Durations.fromDays(8))))
                        .fields())
                .containsExactly("pool.autoscale_max_hosts");
    }

    private List<ScalingAdvice> list(String pool) {
        return api.scaling()
                .listScalingAdvice(
                        ListScalingAdviceRequest.newBuilder().setPool(pool).build())
                .getAdviceList();
    }

    private void update(Pool.Builder pool) {
        api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(pool.setName("pools/office"))
                        .build());
    }
}
