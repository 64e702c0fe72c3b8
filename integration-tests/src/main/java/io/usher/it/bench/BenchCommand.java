package io.usher.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a site of three brokers on this machine and prints one table. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a site of three brokers on this machine, beside a bare gRPC echo, etcd and PostgreSQL.",
        exitCodeList = {"0:measured", "1:a call failed, the figures are void", "2:wrong usage"})
public final class BenchCommand implements Callable<Integer> {

    @Option(names = "--quick", description = "A few minutes: shows whether anything is broken, not figures.")
    private boolean quick;

    @Option(names = "--rounds", description = "How often everything is measured in turn.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--kills", description = "How often the primary is killed.")
    private Optional<Integer> kills = Optional.empty();

    @Option(names = "--no-etcd", description = "Leaves etcd out, even where it is installed.")
    private boolean withoutEtcd;

    @Option(names = "--no-postgres", description = "Leaves PostgreSQL out, even where it is installed.")
    private boolean withoutPostgres;

    @Option(names = "--heap", defaultValue = "1g", description = "Heap of each broker. Default: ${DEFAULT-VALUE}.")
    private String heap = "1g";

    @Option(names = "--out", required = true, description = "Folder for the figures and the brokers' data.")
    private Path out = Path.of("");

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = quick ? Plan.QUICK : Plan.FULL;
        plan = rounds.map(plan::withRounds).orElse(plan);
        plan = kills.map(plan::withKills).orElse(plan);
        Path folder = Files.createDirectories(out).toAbsolutePath();
        BenchReport report = measure(plan, folder);
        System.out.println();
        System.out.print(report.table());
        System.out.println("figures: " + folder.resolve("bench.json"));
        return report.isWithoutFailures() ? 0 : 1;
    }

    private static BenchReport kept(BenchReport report, Path folder) throws IOException {
        Files.writeString(folder.resolve("bench.txt"), report.table());
        Files.writeString(folder.resolve("bench.json"), report.json());
        return report;
    }

    private BenchReport measure(Plan plan, Path folder) throws IOException, InterruptedException {
        List<Sample> samples;
        BenchReport.Machine machine;
        try (UsherSite site = UsherSite.start(folder.resolve("usher"), heap)) {
            try (Peers peers = Peers.start(folder, !withoutEtcd, !withoutPostgres, BenchCommand::say)) {
                machine = BenchReport.Machine.thisOne(peers.versions());
                samples = new LoadBench(site, peers, plan, BenchCommand::say).run();
            }
            // A site that does not come back from a kill must not take a quarter of an hour of figures with it.
            kept(new BenchReport(machine, samples, List.of()), folder);
            List<Pause> pauses = new FailoverBench(site).run(plan.kills(), BenchCommand::say);
            return kept(new BenchReport(machine, samples, pauses), folder);
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
