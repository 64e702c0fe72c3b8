package io.usher.it.bench;

import io.usher.it.bench.Sample.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Measures rates and latencies of the site, of a bare echo in it, and of its peers, in turn. */
final class LoadBench {

    private static final int ETCD_VALUE_BYTES = 100;

    private final UsherSite site;
    private final Peers peers;
    private final Plan plan;
    private final Consumer<String> progress;
    private final List<Sample> samples = new ArrayList<>();
    private final AtomicLong etcdKeys = new AtomicLong();
    private final AtomicLong databaseUsers = new AtomicLong();

    LoadBench(UsherSite site, Peers peers, Plan plan, Consumer<String> progress) {
        this.site = site;
        this.peers = peers;
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs all rounds. */
    List<Sample> run() throws InterruptedException {
        try (var target = site.assignments(site.primary(), Plan.USUAL_IN_FLIGHT)) {
            new WarmUp(plan.longestWarmUp(), progress).run(target, Plan.USUAL_IN_FLIGHT);
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (int inFlight : plan.inFlight()) {
                echo(round, inFlight);
                assignments(round, inFlight);
                etcdPuts(round, inFlight);
                databaseAssignments(round, inFlight);
            }
            reads(round);
        }
        halfPeak();
        return List.copyOf(samples);
    }

    private void echo(int round, int inFlight) throws InterruptedException {
        try (var target = UsherSite.echo(site.primary(), inFlight)) {
            take(Subject.ECHO, round, inFlight, target, site.pids());
        }
    }

    private void assignments(int round, int inFlight) throws InterruptedException {
        site.awaitNoSessions();
        try (var target = site.assignments(site.primary(), inFlight)) {
            take(Subject.ASSIGNMENT, round, inFlight, target, site.pids());
        }
        site.awaitNoSessions();
    }

    private void reads(int round) throws InterruptedException {
        try (var target = site.reads(site.primary(), Plan.USUAL_IN_FLIGHT)) {
            take(Subject.READ, round, Plan.USUAL_IN_FLIGHT, target, site.pids());
        }
        site.awaitNoSessions();
    }

    private void etcdPuts(int round, int inFlight) throws InterruptedException {
        if (peers.etcd().isEmpty()) {
            return;
        }
        EtcdCluster etcd = peers.etcd().get();
        byte[] value = new byte[ETCD_VALUE_BYTES];
        try (var target = new GrpcTarget<>(
                etcd.awaitLeader(),
                inFlight,
                EtcdMessages.put(),
                () -> EtcdMessages.putRequest(
                        ("user-" + etcdKeys.incrementAndGet()).getBytes(StandardCharsets.UTF_8), value))) {
            take(Subject.ETCD_PUT, round, inFlight, target, etcd.pids());
        }
    }

    private void databaseAssignments(int round, int inFlight) throws InterruptedException {
        if (peers.postgres().isEmpty()) {
            return;
        }
        PostgresServer server = peers.postgres().get();
        try (var target = new PostgresBroker(server, databaseUsers)) {
            take(Subject.DATABASE_ASSIGNMENT, round, inFlight, target, server.pids());
        }
    }

    /** Latency when the site is busy but not full. */
    private void halfPeak() throws InterruptedException {
        double peak = Spread.of(samples.stream()
                        .filter(sample -> sample.subject() == Subject.ASSIGNMENT)
                        .filter(sample -> sample.inFlight() == Plan.USUAL_IN_FLIGHT)
                        .map(sample -> sample.measured().rate())
                        .toList())
                .median();
        for (int round = 1; round <= plan.rounds(); round++) {
            site.awaitNoSessions();
            try (var target = site.assignments(site.primary(), Plan.USUAL_IN_FLIGHT)) {
                Duration before = ProcessorTime.of(site.pids());
                Measured measured = OpenLoop.run(target, peak / 2, plan.meter());
                keep(new Sample(Subject.ASSIGNMENT_AT_HALF_PEAK, 0, round, measured, since(before, site.pids())));
            }
        }
        site.awaitNoSessions();
    }

    private void take(Subject subject, int round, int inFlight, Target target, Collection<Long> pids)
            throws InterruptedException {
        Meter meter = plan.meter();
        Duration before = ProcessorTime.of(pids);
        Measured measured = ClosedLoop.run(target, inFlight, meter);
        Duration used = since(before, pids);
        // The time of the warm-up is in it as well.
        double share = plan.measured().toNanos()
                / (double) plan.measured().plus(plan.warmUp()).toNanos();
        keep(new Sample(subject, inFlight, round, measured, Duration.ofNanos((long) (used.toNanos() * share))));
    }

    private static Duration since(Duration before, Collection<Long> pids) {
        return ProcessorTime.of(pids).minus(before);
    }

    private void keep(Sample sample) {
        samples.add(sample);
        progress.accept(String.format(
                java.util.Locale.ROOT,
                "round %d of %d: %s, %d in flight: %,.0f/s, p50 %.2f ms, p99 %.2f ms%s",
                sample.round(),
                plan.rounds(),
                sample.subject(),
                sample.inFlight(),
                sample.measured().rate(),
                sample.measured().millis(50),
                sample.measured().millis(99),
                sample.measured().failed() == 0
                        ? ""
                        : ", " + sample.measured().failed() + " FAILED: "
                                + sample.measured().firstFailure()));
    }
}
