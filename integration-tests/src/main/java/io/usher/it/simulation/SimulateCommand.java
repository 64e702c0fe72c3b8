package io.usher.it.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Simulates storms of logons and prints one table. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Simulates storms of logons: how evenly the core fills a pool, beside plain algorithms.",
        exitCodeList = {"0:simulated", "1:failed", "2:wrong usage"})
public final class SimulateCommand implements Callable<Integer> {

    // Fewer have no seats for everybody.
    private static final int LEAST_HOSTS = 200;
    private static final int MOST_HOSTS = 20_000;
    private static final int MOST_SEEDS = 1_000;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--quick", description = "Seconds: 200 hosts, two seeds, old reports only.")
    private boolean quick;

    @Option(names = "--hosts", description = "Only pools of this many hosts, 200 to 20000.")
    private Optional<Integer> hosts = Optional.empty();

    @Option(names = "--seeds", description = "How many pools of 200 hosts of each kind, 1 to 1000.")
    private Optional<Integer> seeds = Optional.empty();

    @Option(names = "--out", required = true, description = "Folder for figures and picture.")
    private Path out = Path.of("");

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        hosts.ifPresent(number -> requireRange("--hosts", number, LEAST_HOSTS, MOST_HOSTS));
        seeds.ifPresent(number -> requireRange("--seeds", number, 1, MOST_SEEDS));
        Plan plan = quick ? Plan.quick() : Plan.full();
        plan = hosts.map(plan::withHosts).orElse(plan);
        plan = seeds.map(plan::withSeeds).orElse(plan);
        SimulationReport report = simulate(plan);
        Path folder = Files.createDirectories(out).toAbsolutePath();
        String table = report.table();
        Files.writeString(folder.resolve("placement.txt"), table);
        Files.writeString(folder.resolve("placement.json"), report.json());
        System.out.println();
        System.out.print(table);
        System.out.println("figures: " + folder.resolve("placement.json"));
        PlacementPicture.write(report, folder.resolve("placement.png"));
        System.out.println("picture: " + folder.resolve("placement.png"));
        return 0;
    }

    private static SimulationReport simulate(Plan plan) {
        List<Sample> samples = new ArrayList<>();
        for (Scenario scenario : plan.scenarios()) {
            System.out.printf(
                    Locale.ROOT,
                    "%s, %,d of them, %,d + %,d logons, reports %d s old%n",
                    scenario.kind().text(),
                    scenario.hosts(),
                    scenario.before(),
                    scenario.storm(),
                    scenario.reportSeconds());
            samples.addAll(LongStream.rangeClosed(1, plan.seedsOf(scenario))
                    .boxed()
                    .flatMap(seed -> List.of(Contender.values()).stream().map(contender -> new Pool(contender, seed)))
                    .toList()
                    .parallelStream()
                    .map(pool -> pool.sample(scenario))
                    .toList());
        }
        return new SimulationReport(samples);
    }

    private void requireRange(String option, int found, int least, int most) {
        if (found < least || found > most) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " must be " + least + " to " + most + ", found " + found);
        }
    }

    /** Who fills which pool. */
    private record Pool(Contender contender, long seed) {

        Sample sample(Scenario scenario) {
            return new Sample(scenario, contender, seed, Simulation.run(scenario, contender, seed));
        }
    }
}
