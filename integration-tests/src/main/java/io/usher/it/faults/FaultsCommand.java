package io.usher.it.faults;

import io.usher.it.bench.UsherSite;
import io.usher.it.cluster.ClusterBuilder;
import io.usher.it.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries faults and planned changes on a site of three brokers on this machine, and prints one table. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Measures how long nobody is served around faults and planned changes of three real brokers.",
        exitCodeList = {"0:measured", "1:a call was never answered, or a trial failed", "2:wrong usage"})
public final class FaultsCommand implements Callable<Integer> {

    private static final int MOST_TRIALS = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--trials", defaultValue = "3", description = "Of each kind. Default: ${DEFAULT-VALUE}.")
    private int trials = 3;

    @Option(
            names = "--only",
            split = ",",
            description = "Some of: nothing, kill, pause, partition, hang, full, promote, failback, add, remove.")
    private Set<FaultKind> only = EnumSet.allOf(FaultKind.class);

    @Option(names = "--heap", defaultValue = "512m", description = "Heap of each broker. Default: ${DEFAULT-VALUE}.")
    private String heap = "512m";

    @Option(names = "--out", required = true, description = "Folder for the figures and the brokers' data.")
    private Path out = Path.of("");

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaultsCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (trials < 1 || trials > MOST_TRIALS) {
            throw new ParameterException(
                    spec.commandLine(), "--trials must be 1 to " + MOST_TRIALS + ", found " + trials);
        }
        Path folder = Files.createDirectories(out).toAbsolutePath();
        FaultReport report = new FaultReport(measure(folder));
        String table = report.table();
        Files.writeString(folder.resolve("faults.txt"), table);
        Files.writeString(folder.resolve("faults.json"), report.json());
        System.out.println();
        System.out.print(table);
        System.out.println("figures: " + folder.resolve("faults.json"));
        return report.isWithoutFailures() ? 0 : 1;
    }

    private SortedMap<FaultKind, List<Trial>> measure(Path folder) throws InterruptedException {
        SortedMap<FaultKind, List<Trial>> results = new TreeMap<>();
        for (FaultKind.Site kind : FaultKind.Site.values()) {
            List<FaultKind> wanted = EnumSet.copyOf(only).stream()
                    .filter(fault -> fault.site() == kind)
                    .toList();
            if (wanted.isEmpty()) {
                continue;
            }
            if (kind == FaultKind.Site.ON_DISKS && !ClusterBuilder.canHaveDisks(folder)) {
                System.out.println("left out, since disks in files need root and loop devices: "
                        + String.join(
                                ", ", wanted.stream().map(FaultKind::title).toList()));
                continue;
            }
            try (UsherSite site =
                    UsherSite.start(kind.with(TestCluster.aCluster()), folder.resolve(kind.name()), heap)) {
                for (FaultKind fault : wanted) {
                    results.put(fault, new Trials(site, System.out::println).run(fault, trials));
                }
            }
        }
        return results;
    }
}
