package io.usher.it.faults;

import io.usher.it.bench.UsherSite;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Something befalls the primary, until another broker leads. */
final class PrimaryFault implements Fault {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestCluster cluster;
    private final BiConsumer<TestCluster, BrokerProcess> harm;
    private final BiConsumer<TestCluster, BrokerProcess> remedy;
    private Optional<BrokerProcess> struck = Optional.empty();

    private PrimaryFault(
            UsherSite site,
            BiConsumer<TestCluster, BrokerProcess> harm,
            BiConsumer<TestCluster, BrokerProcess> remedy) {
        this.cluster = site.cluster();
        this.harm = harm;
        this.remedy = remedy;
    }

    /** SIGKILL. */
    static Fault kill(UsherSite site) {
        return new PrimaryFault(site, (cluster, primary) -> primary.kill(), (cluster, killed) -> killed.start());
    }

    /** SIGSTOP. */
    static Fault pause(UsherSite site) {
        return new PrimaryFault(site, (cluster, primary) -> primary.pause(), (cluster, paused) -> paused.resume());
    }

    /** Nothing passes between it and the other brokers; clients reach all of them. */
    static Fault cutOff(UsherSite site) {
        return new PrimaryFault(site, TestCluster::cutOff, (cluster, alone) -> cluster.heal());
    }

    /** Whoever writes to its disk waits. */
    static Fault freezeDisk(UsherSite site) {
        return new PrimaryFault(site, TestCluster::freezeDiskOf, (cluster, frozen) -> {
            cluster.thawDiskOf(frozen);
            startIfEnded(frozen);
        });
    }

    /** A supervisor would. */
    static void startIfEnded(BrokerProcess broker) {
        if (broker.pid().isEmpty()) {
            broker.start();
        }
    }

    /** Waits until another broker leads. */
    static void awaitAnother(TestCluster cluster, BrokerProcess before) {
        Waiting.until("another primary than " + before, LIMIT, () -> cluster.awaitPrimary() != before);
    }

    @Override
    public void prepare() {
        struck = Optional.of(cluster.awaitPrimary());
    }

    @Override
    public void strike() {
        harm.accept(cluster, struck.orElseThrow());
    }

    @Override
    public void awaitEnd() {
        awaitAnother(cluster, struck.orElseThrow());
    }

    @Override
    public void undo() {
        remedy.accept(cluster, struck.orElseThrow());
    }
}
