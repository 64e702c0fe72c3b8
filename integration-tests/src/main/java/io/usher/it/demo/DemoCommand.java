package io.usher.it.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the demo and prints what came of it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Three brokers assign sessions while their primary is killed.",
        exitCodeList = {"0:every promise was kept", "1:a promise was broken, or something failed", "2:wrong usage"})
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--users", defaultValue = "3000", description = "Users who ask. Default: ${DEFAULT-VALUE}.")
    private int users = 3000;

    @Option(names = "--at-a-time", defaultValue = "32", description = "How many at a time. Default: ${DEFAULT-VALUE}.")
    private int atATime = 32;

    @Option(names = "--hosts", defaultValue = "20", description = "Simulated hosts. Default: ${DEFAULT-VALUE}.")
    private int hosts = 20;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets something in the configuration of every broker, for example on a very slow machine.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(names = "--folder", required = true, description = "Where brokers and agents keep their data and logs.")
    private Path folder = Path.of("");

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new DemoCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("error: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        Path own = Files.createDirectories(folder).toAbsolutePath();
        DemoReport report;
        try (Demo demo = new Demo(own, new Demo.Size(users, atATime, hosts, settings), text -> say(start, text))) {
            report = demo.run();
        }
        System.out.println();
        System.out.print(report.text());
        boolean kept = report.broken().isEmpty();
        System.out.println(kept ? "Every promise was kept." : "A promise was BROKEN. Logs are in " + own + ".");
        return kept ? 0 : 1;
    }

    private static void say(long start, String text) {
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        System.out.printf(Locale.ROOT, "%5.1f s  %s%n", seconds, text);
    }
}
