package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.CheckedRun.Result;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.HostFleet;
import io.usher.it.traffic.Watcher;
import io.usher.it.traffic.Workload;
import io.usher.proto.v1.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Brokers die, stop and come back while people work. */
@Tag("alone")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FailoverIT {

    private static final HostFleet.Shape SIX_HOSTS = new HostFleet.Shape(6, Farm.POOL, 5);
    private static final Workload.Pace BUSY = new Workload.Pace(40, Duration.ofMillis(40));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void keepsEveryPromiseWhenPrimaryAndSecondariesAreKilled() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        CheckedRun run = site.record(cluster);
        Watcher watcher = watcherOfAWorkingSite(run);
        Workload people = work(run);

        for (int round = 0; round < 2; round++) {
            awaitMoreWork(people);
            BrokerProcess primary = cluster.killPrimary();
            cluster.awaitPrimary();
            awaitMoreWork(people);
            primary.start();
            BrokerProcess secondary = cluster.secondaries().get(0);
            secondary.kill();
            awaitMoreWork(people);
            secondary.start();
        }
        people.close();
        Result result = run.finish();

        assertThat(result.violations()).as(site.about(result)).isEmpty();
        assertThat(result.coverage().answered("AssignSession")).isGreaterThan(100);
        assertThat(result.coverage().terms()).as("terms in the log").isGreaterThan(2);
        assertThat(watcher.streams()).as("streams of the watch").isGreaterThan(1);
    }

    @Test
    void keepsEveryPromiseWhenThePrimaryStopsForAWhileAndGoesOn() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        CheckedRun run = site.record(cluster);
        watcherOfAWorkingSite(run);
        Workload people = work(run);

        for (int round = 0; round < 2; round++) {
            awaitMoreWork(people);
            BrokerProcess paused = cluster.pausePrimary();
            cluster.awaitPrimary();
            awaitMoreWork(people);
            paused.resume();
        }
        awaitMoreWork(people);
        people.close();
        Result result = run.finish();

        assertThat(result.violations()).as(site.about(result)).isEmpty();
        assertThat(result.coverage().terms()).as("terms in the log").isGreaterThan(2);
    }

    /** A farm that is set up, and somebody who watches from its first session on. */
    private Watcher watcherOfAWorkingSite(CheckedRun run) {
        var administrator = run.client();
        Farm.setLeases(administrator, Duration.ofSeconds(8), Duration.ofSeconds(12));
        long revision = Farm.setUp(administrator, Pool.newBuilder().setMaxSessionsPerHost(10));
        return run.watch(revision);
    }

    private Workload work(CheckedRun run) {
        HostFleet fleet = run.hosts(SIX_HOSTS);
        return site.keep(new Workload(run.clients(6), fleet, BUSY, site.seed()));
    }

    private static void awaitMoreWork(Workload people) {
        int before = people.admitted();
        Waiting.until("people at work", PATIENCE, () -> people.admitted() >= before + 15);
    }
}
