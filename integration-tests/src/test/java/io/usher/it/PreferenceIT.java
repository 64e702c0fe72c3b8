package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.CommandResult;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.SteadyCalls;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.PoolServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What administrators set on brokers decides who leads after the primary was killed, and who serves. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PreferenceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void theHighestPriorityLeadsNextAndAgainWhenItIsBackAndADisabledBrokerNeitherLeadsNorServes() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        cluster.awaitEqualDigests();
        BrokerProcess first = cluster.awaitPrimary();
        // Without a priority the one before it would stand first.
        BrokerProcess preferred = cluster.secondaries().get(1);
        BrokerProcess other = cluster.secondaries().get(0);
        run(cluster, first, "broker", "update", preferred.id(), "--priority", "10");

        first.kill();
        // Another one may be elected faster; it hands the lead on.
        Waiting.until("the preferred one to lead", PATIENCE, () -> cluster.awaitPrimary() == preferred);

        first.start();
        cluster.awaitEqualDigests();
        run(cluster, other, "broker", "disable", other.id());
        Waiting.until("clients to be turned away", PATIENCE, () -> "BROKER_DISABLED".equals(asked(cluster, other)));
        preferred.kill();
        Waiting.until("one that is enabled to lead", PATIENCE, () -> cluster.awaitPrimary() == first);

        // It comes back, and takes the lead: at once so soon after an election, and otherwise once it has been steady.
        run(cluster, first, "broker", "update", preferred.id(), "--failback-after", "3s");
        SteadyCalls people = site.keep(new SteadyCalls(cluster.client(), List.of(first.endpoint())));
        preferred.start();
        Waiting.until("the lead to come back", PATIENCE, () -> cluster.awaitPrimary() == preferred);
        people.close();
        assertThat(people.failures()).isEmpty();
        assertThat(cluster.run(first, "broker", "list").output()).containsPattern("by (priority|failback)");

        run(cluster, other, "broker", "enable", other.id());
        Waiting.until("clients to be served", PATIENCE, () -> "POOL_NOT_FOUND".equals(asked(cluster, other)));
    }

    /** Brokers tell the site about themselves within a second after they began. */
    private static void run(TestCluster cluster, BrokerProcess asked, String... arguments) {
        Waiting.until("'usher " + String.join(" ", arguments) + "'", PATIENCE, () -> {
            CommandResult result = cluster.run(asked, arguments);
            assertThat(result.output()).doesNotContain("Usage");
            return result.status() == 0;
        });
    }

    /** The reason with which a client is refused. */
    private static String asked(TestCluster cluster, BrokerProcess broker) {
        try {
            return String.valueOf(cluster.client()
                    .once(
                            broker.id(),
                            PoolServiceGrpc.getGetPoolMethod(),
                            GetPoolRequest.newBuilder().setName("pools/none").build(),
                            PATIENCE.toNanos()));
        } catch (StatusRuntimeException e) {
            return Optional.ofNullable(StatusProto.fromThrowable(e)).stream()
                    .flatMap(status -> status.getDetailsList().stream())
                    .filter(detail -> detail.is(ErrorInfo.class))
                    .map(PreferenceIT::reason)
                    .findFirst()
                    .orElse("");
        }
    }

    private static String reason(Any detail) {
        try {
            return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
