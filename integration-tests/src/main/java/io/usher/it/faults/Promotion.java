package io.usher.it.faults;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.usher.it.bench.UsherSite;
import io.usher.it.client.UsherClient;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.Farm;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.PromoteBrokerRequest;
import java.time.Duration;
import java.util.Optional;

/** An administrator has another broker lead. */
final class Promotion implements Fault {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    private final TestCluster cluster;
    private final UsherClient client;
    private Optional<BrokerProcess> next = Optional.empty();

    Promotion(UsherSite site) {
        this.cluster = site.cluster();
        this.client = cluster.client();
    }

    @Override
    public void prepare() {
        next = Optional.of(cluster.secondaries().get(0));
    }

    @Override
    public void strike() {
        promote(client, next.orElseThrow());
    }

    /** Asks until it is done: one that is behind for a moment is refused, and nothing is changed then. */
    static void promote(UsherClient client, BrokerProcess next) {
        Waiting.until("the promotion of " + next, PrimaryFault.LIMIT, () -> {
            try {
                client.once(
                        next.id(),
                        BrokerServiceGrpc.getPromoteBrokerMethod(),
                        PromoteBrokerRequest.newBuilder()
                                .setName("brokers/" + next.id())
                                .setRequestId(Farm.newRequestId())
                                .build(),
                        CALL_LIMIT.toNanos());
                return true;
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.FAILED_PRECONDITION) {
                    throw e;
                }
                return false;
            }
        });
    }

    @Override
    public void awaitEnd() {
        Waiting.until(next + " to lead", PrimaryFault.LIMIT, () -> cluster.awaitPrimary() == next.orElseThrow());
    }

    @Override
    public void undo() {}
}
