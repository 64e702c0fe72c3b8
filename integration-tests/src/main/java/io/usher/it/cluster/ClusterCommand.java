package io.usher.it.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Brokers on loopback, to try things out: starts, stops, kills and pauses them. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        subcommands = {
            ClusterCommand.Up.class,
            ClusterCommand.Down.class,
            ClusterCommand.Status.class,
            ClusterCommand.Kill.class,
            ClusterCommand.Pause.class,
            ClusterCommand.Resume.class
        },
        description = "Three brokers on loopback, with their data in a folder of their own.")
public final class ClusterCommand {

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new ClusterCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ParameterException wrong) {
                throw wrong;
            }
            command.getErr().println("error: " + failure.getMessage());
            return 1;
        });
        line.setParameterExceptionHandler((wrong, given) -> {
            // The folder is an argument of the script, which nobody typed.
            String what = wrong instanceof UnmatchedArgumentException unmatched
                    ? "'" + unmatched.getUnmatched().get(0) + "' is not known"
                    : wrong.getMessage();
            wrong.getCommandLine().getErr().println("error: " + what + "; see scripts/cluster --help");
            return 2;
        });
        System.exit(line.execute(arguments));
    }

    /** Which brokers. */
    private static final class Site {

        @Option(
                names = "--folder",
                required = true,
                description = "Where configuration, logs and data of the brokers lie.")
        private Path folder = Path.of("");

        @Option(names = "--brokers", defaultValue = "3", description = "How many. Default: ${DEFAULT-VALUE}.")
        private int brokers = 3;

        @Option(
                names = "--port",
                defaultValue = "7400",
                description = "Port of the first broker; the others follow in steps of 10. Default: ${DEFAULT-VALUE}.")
        private int port = 7400;

        LocalSite site() {
            return new LocalSite(folder.toAbsolutePath().normalize(), brokers, port, Installation.ofThisBuild());
        }
    }

    /** Starts what is down. */
    @Command(name = "up", description = "Starts the brokers that are down and waits until one leads.")
    static final class Up implements Callable<Integer> {

        @Mixin
        private Site site = new Site();

        @Override
        public Integer call() {
            LocalSite local = site.site();
            for (String id : local.ids()) {
                if (local.process(id).find().isEmpty()) {
                    local.start(id);
                    System.out.println(id + " started, log in " + local.log(id));
                }
            }
            System.out.println(local.awaitPrimary() + " leads");
            return 0;
        }
    }

    /** Stops everything. */
    @Command(name = "down", description = "Stops all brokers; their data stays.")
    static final class Down implements Callable<Integer> {

        @Mixin
        private Site site = new Site();

        @Override
        public Integer call() {
            LocalSite local = site.site();
            boolean polite = true;
            for (String id : local.ids()) {
                boolean stopped = local.stop(id);
                System.out.println(id + (stopped ? " is down" : " did not stop and was killed"));
                polite &= stopped;
            }
            return polite ? 0 : 1;
        }
    }

    /** Says what runs. */
    @Command(name = "status", description = "Shows which processes run; 'scripts/usher cluster status' shows more.")
    static final class Status implements Callable<Integer> {

        @Mixin
        private Site site = new Site();

        @Override
        public Integer call() {
            LocalSite local = site.site();
            int down = 0;
            for (String id : local.ids()) {
                Optional<ProcessHandle> process = local.process(id).find();
                System.out.println(id + " "
                        + process.map(found -> "runs as process " + found.pid()).orElse("is down"));
                down += process.isEmpty() ? 1 : 0;
            }
            return down == 0 ? 0 : 1;
        }
    }

    /** Something that is done to single brokers. */
    private abstract static class ToSome implements Callable<Integer> {

        @Mixin
        private Site site = new Site();

        @Spec
        private CommandSpec spec;

        @Parameters(arity = "0..*", paramLabel = "BROKER", description = "Ids such as b1; 'primary' for whoever leads.")
        private List<String> brokers = List.of();

        @Override
        public Integer call() {
            LocalSite local = site.site();
            for (String named : brokers.isEmpty() ? all(local) : brokers) {
                String id = named.equals("primary") ? local.awaitPrimary() : named;
                act(local.process(id));
                System.out.println(id + " " + done());
            }
            return 0;
        }

        /** What is meant when no broker is named. */
        List<String> all(LocalSite local) {
            throw new ParameterException(
                    spec.commandLine(), "expected 'primary' or one of the brokers " + local.ids() + ", found none");
        }

        abstract void act(KnownProcess process);

        abstract String done();
    }

    /** SIGKILL. */
    @Command(name = "kill", description = "Kills brokers with SIGKILL.")
    static final class Kill extends ToSome {

        @Override
        void act(KnownProcess process) {
            process.requireRunning();
            process.kill();
        }

        @Override
        String done() {
            return "was killed";
        }
    }

    /** SIGSTOP. */
    @Command(name = "pause", description = "Stops brokers in the middle of their work with SIGSTOP.")
    static final class Pause extends ToSome {

        @Override
        void act(KnownProcess process) {
            process.signal("STOP");
        }

        @Override
        String done() {
            return "is paused";
        }
    }

    /** SIGCONT. */
    @Command(name = "resume", description = "Lets paused brokers go on with SIGCONT; all when none is named.")
    static final class Resume extends ToSome {

        @Override
        List<String> all(LocalSite local) {
            return local.ids().stream()
                    .filter(id -> local.process(id).find().isPresent())
                    .toList();
        }

        @Override
        void act(KnownProcess process) {
            process.signal("CONT");
        }

        @Override
        String done() {
            return "goes on";
        }
    }
}
