package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.SnapshotSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Measures by hand: three brokers in one JVM, a closed loop with so many calls in flight. */
final class ThroughputMain {

    public static void main(String[] arguments) throws Exception {
        int[] depths = Arrays.stream(arguments[0].split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        int seconds = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory(Path.of(arguments[2]), "throughput");
        try (TestSite site = new TestSite(folder, Integer.parseInt(arguments[3]), SnapshotSettings.DEFAULTS)) {
            BrokerId primary = site.awaitPrimary();
            site.prepare(primary, 100);
            BrokerId target = arguments.length > 4 ? site.awaitSecondary() : primary;
            for (int depth : depths) {
                run(site, target, depth, Math.max(2, seconds / 3), false);
                run(site, target, depth, seconds, true);
            }
        }
    }

    private static final AtomicLong USERS = new AtomicLong();

    private static void run(TestSite site, BrokerId broker, int depth, int seconds, boolean report) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicInteger done = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        long[] latencies = new long[20_000_000];
        CountDownLatch finished = new CountDownLatch(depth);
        int before = site.heard(broker).sizes().size();
        long begin = System.nanoTime();
        for (int i = 0; i < depth; i++) {
            next(site, broker, new Loop(end, done, failed, latencies, finished));
        }
        finished.await();
        double elapsed = (System.nanoTime() - begin) / 1e9;
        int count = done.get();
        int entries = site.heard(broker).sizes().size() - before;
        Arrays.sort(latencies, 0, count);
        if (report) {
            System.out.printf(
                    "depth %5d: %8.0f/s  p50 %6.2f ms  p99 %7.2f ms  max %7.1f ms  failed %d  commands/entry %.1f%n",
                    depth,
                    count / elapsed,
                    latencies[count / 2] / 1e6,
                    latencies[(int) (count * 0.99)] / 1e6,
                    latencies[count - 1] / 1e6,
                    failed.get(),
                    (double) count / Math.max(1, entries));
        }
    }

    private record Loop(
            long end, AtomicInteger done, AtomicInteger failed, long[] latencies, CountDownLatch finished) {}

    private static void next(TestSite site, BrokerId broker, Loop loop) {
        long begin = System.nanoTime();
        if (begin - loop.end > 0) {
            loop.finished.countDown();
            return;
        }
        long n = USERS.incrementAndGet();
        site.assign(broker, "user" + (n % 200_000), "r" + n).whenComplete((committed, failure) -> {
            if (failure != null) {
                loop.failed.incrementAndGet();
            } else {
                loop.latencies[loop.done.getAndIncrement()] = System.nanoTime() - begin;
            }
            next(site, broker, loop);
        });
    }
}
