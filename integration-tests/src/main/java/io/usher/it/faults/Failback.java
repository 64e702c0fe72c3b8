package io.usher.it.faults;

import com.google.protobuf.util.Durations;
import io.usher.it.bench.UsherSite;
import io.usher.it.client.UsherClient;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.Farm;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.UpdateBrokerRequest;
import java.time.Duration;

/** A broker that is preferred has been steady for long enough, and takes the lead again. */
final class Failback implements Fault {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final int STEADY_SECONDS = 3;
    private static final int PRIORITY = 10;

    private final TestCluster cluster;
    private final UsherClient client;
    private final BrokerProcess preferred;

    Failback(UsherSite site) {
        this.cluster = site.cluster();
        this.client = cluster.client();
        this.preferred = cluster.brokers().get(0);
        update(Broker.newBuilder().setPriority(PRIORITY).setFailbackAfter(Durations.fromSeconds(STEADY_SECONDS)));
    }

    private void update(Broker.Builder changes) {
        UpdateBrokerRequest.Builder request =
                UpdateBrokerRequest.newBuilder().setBroker(changes.setName("brokers/" + preferred.id()));
        request.getUpdateMaskBuilder().addPaths("priority").addPaths("failback_after");
        request.setRequestId(Farm.newRequestId());
        Farm.must(client.call(BrokerServiceGrpc.getUpdateBrokerMethod(), request.build(), CALL_LIMIT));
    }

    @Override
    public void prepare() {
        awaitEnd();
        BrokerProcess other = cluster.secondaries().get(0);
        Promotion.promote(client, other);
    }

    /** It comes by itself. */
    @Override
    public void strike() {}

    @Override
    public void awaitEnd() {
        Waiting.until(preferred + " to lead", PrimaryFault.LIMIT, () -> cluster.awaitPrimary() == preferred);
    }

    @Override
    public void undo() {}

    @Override
    public void close() {
        update(Broker.newBuilder());
    }
}
