package io.usher.it.faults;

import io.usher.it.bench.UsherSite;
import io.usher.it.client.UsherClient;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.traffic.Farm;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.FilterEffect;
import io.usher.proto.v1.FilterRule;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The disk of the primary has no block left. It goes on until the part of the log that it took in advance is used up, 4
 * MiB, and for that it is given long commands which the site refuses.
 */
final class FullDisk implements Fault {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    /** A message of a client may have 64 KiB. */
    private static final int PATTERNS = 220;

    private static final int PATTERN_LENGTH = 250;

    private final TestCluster cluster;
    private final UsherClient client;
    private Optional<BrokerProcess> struck = Optional.empty();

    FullDisk(UsherSite site) {
        this.cluster = site.cluster();
        this.client = cluster.client();
    }

    @Override
    public void prepare() {
        struck = Optional.of(cluster.awaitPrimary());
    }

    @Override
    public void strike() {
        cluster.fillDiskOf(struck.orElseThrow());
    }

    @Override
    public void awaitEnd() {
        BrokerProcess full = struck.orElseThrow();
        long end = System.nanoTime() + PrimaryFault.LIMIT.toNanos();
        while (full.pid().isPresent() && cluster.statuses().get(full.id()) != null && leads(full)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(full + " still leads on a full disk");
            }
            IntStream.range(0, 8).forEach(i -> writeInVain());
        }
        PrimaryFault.awaitAnother(cluster, full);
    }

    private boolean leads(BrokerProcess broker) {
        return cluster.statuses().values().stream()
                .anyMatch(status -> status.getBroker().equals(broker.id())
                        && status.getPrimary().equals(broker.id()));
    }

    /** A desktop of that name is there. */
    private void writeInVain() {
        FilterRule.Criterion.Builder criterion =
                FilterRule.Criterion.newBuilder().setKind(FilterRule.Criterion.Kind.KIND_CLIENT_NAME);
        IntStream.range(0, PATTERNS).forEach(i -> criterion.addObjects(i + "x".repeat(PATTERN_LENGTH)));
        var unused = client.call(
                ResourceServiceGrpc.getCreateResourceMethod(),
                CreateResourceRequest.newBuilder()
                        .setResourceId(Farm.DESKTOP)
                        .setResource(Resource.newBuilder()
                                .setKind(Resource.Kind.KIND_DESKTOP)
                                .addPools("pools/" + Farm.POOL)
                                .addFilterRules(FilterRule.newBuilder()
                                        .setRuleId("long")
                                        .setEffect(FilterEffect.FILTER_EFFECT_DENY)
                                        .addCriteria(criterion)))
                        .setRequestId(Farm.newRequestId())
                        .build(),
                CALL_LIMIT);
    }

    @Override
    public void undo() {
        BrokerProcess full = struck.orElseThrow();
        cluster.makeRoomOnDiskOf(full);
        PrimaryFault.startIfEnded(full);
    }
}
