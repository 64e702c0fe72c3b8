package io.usher.it.placement;

import io.usher.core.model.BalancingMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Compares a logon into a large pool with one into a small pool, method by method. */
@Command(
        name = "bench --placement",
        mixinStandardHelpOptions = true,
        description = "Compares what a logon costs the core in a pool of 10,000 hosts and in one of 100.",
        exitCodeList = {"0:no method costs more than 1.5 times as much", "1:one does", "2:wrong usage"})
public final class PlacementBenchCommand implements Callable<Integer> {

    private static final String SMALL = "100";
    private static final String LARGE = "10000";
    private static final double MOST = 1.5;
    private static final int ROUNDS = 5;

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PlacementBenchCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException {
        List<String> lines = new ArrayList<>();
        boolean reached = true;
        for (BalancingMethod method : BalancingMethod.values()) {
            List<Double> small = new ArrayList<>();
            List<Double> large = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            // In turn: what slows the machine down for a while slows both.
            for (int round = 0; round < ROUNDS; round++) {
                small.add(micros(method, SMALL));
                large.add(micros(method, LARGE));
                ratios.add(large.get(round) / small.get(round));
            }
            double ratio = median(ratios);
            reached &= ratio <= MOST;
            lines.add(String.format(
                    Locale.ROOT,
                    "%-16s%12.2f%14.2f%8.2f  (%.2f-%.2f)",
                    method,
                    median(small),
                    median(large),
                    ratio,
                    Collections.min(ratios),
                    Collections.max(ratios)));
        }
        System.out.printf(
                Locale.ROOT,
                "%nC1  microseconds for a logon, the whole command in the core; medians of %d rounds (goal 1.5)%n",
                ROUNDS);
        System.out.printf("%-16s%12s%14s%8s%n", "method", "100 hosts", "10,000 hosts", "ratio");
        lines.forEach(System.out::println);
        return reached ? 0 : 1;
    }

    /** The median of iterations, each of which is a batch of logons. */
    private static double micros(BalancingMethod method, String hosts) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(PlacementBenchmark.class.getName())
                        .param("method", method.name())
                        .param("hosts", hosts)
                        .jvmArgs("-Xmx2g", "-Xms2g", "-XX:+UseSerialGC")
                        .build())
                .run();
        return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50)
                / PlacementBenchmark.LOGONS;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
