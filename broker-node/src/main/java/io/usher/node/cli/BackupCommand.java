package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.BackupView;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.Wording;
import io.usher.node.config.ServerConfig;
import io.usher.node.config.ServerConfiguration;
import io.usher.node.telemetry.LogLevel;
import io.usher.proto.v1.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs for backups. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Backups: copies of the whole state of a site in one file.",
        subcommands = {BackupCommand.Save.class, BackupCommand.Verify.class, BackupCommand.Restore.class})
final class BackupCommand extends CommandGroup {

    /** Takes a backup. */
    @Command(
            name = "save",
            description = {
                "Write a backup of the site to a file. Any broker gives it; nobody waits meanwhile.",
                "The file has the names of users. It has no passwords and no private keys."
            },
            footer = "  usher backup save /var/backups/usher/monday.backup")
    static final class Save extends ReadCommand {
        @Parameters(paramLabel = "FILE", description = "The file to write.")
        private Path file;

        @Option(names = "--replace", description = "Replace the file if there is one.")
        private boolean replace;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Backups backups = surroundings().starters().backups();
            Progress progress = Progress.of(spec(), surroundings().terminal());
            BackupFile target = new BackupFile(file, replace, backups);
            Backup backup = target.receive(broker, consistency(), progress);
            printer.one(backup, backup, BackupView.view());
            return ExitCode.DONE;
        }
    }

    /** Checks a backup. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Read a backup from beginning to end, check all of it and show what it holds. Asks no broker.",
                "The digest is the one that 'usher cluster digest' shows for the same revision."
            },
            footer = "  usher backup verify /var/backups/usher/monday.backup")
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The backup.")
        private Path file;

        @Mixin
        private OutputOptions output;

        @Override
        public Integer call() {
            Backups backups = ((UsherCommand) spec.root().userObject())
                    .surroundings()
                    .starters()
                    .backups();
            try {
                Backup backup = backups.inspect(file);
                output.printer(spec, OutputFormat.TABLE).one(backup, backup, BackupView.view());
                return ExitCode.DONE.code();
            } catch (IOException e) {
                String toDo = Files.exists(file) ? "take another backup" : "name a backup";
                throw BackupFile.unusable(file, e, toDo);
            }
        }
    }

    /** Founds a site from a backup. */
    @Command(
            name = "restore",
            description = {
                "Fill the empty storage directory of a broker with a backup: its first start founds a new site.",
                "The new site has the settings, hosts and sessions of the old one, and nothing in common with its"
                        + " brokers: they and their tickets are refused. Takes the options of 'usher server'.",
                "A site of several brokers that are listed in the configuration is restored on each of them, from the"
                        + " same file."
            },
            footer = {"  usher backup restore monday.backup --config usher.yaml", "  usher server --config usher.yaml"})
    static final class Restore extends RunCommand<ServerConfig> {
        @Parameters(paramLabel = "FILE", description = "The backup.")
        private Path file;

        @Option(
                names = "--attempt",
                paramLabel = "N",
                defaultValue = "1",
                description = "Which restoration of this very backup it is, 1 to 1000, so that no two of them can be"
                        + " mixed up. Default: ${DEFAULT-VALUE}.")
        private int attempt;

        Restore() {
            super(new ServerConfiguration());
        }

        @Override
        LogLevel level(ServerConfig config) {
            return config.logLevel();
        }

        @Override
        String failure() {
            return "cannot restore " + file;
        }

        @Override
        void start(Starters starters, List<ServerConfig> configs) throws IOException {
            ServerConfig config = single(configs);
            Backup begun = starters.backups().restore(file, attempt, config);
            spec().commandLine()
                    .getOut()
                    .println("broker " + config.brokerId() + " of site " + begun.getSiteId()
                            + " will begin at revision "
                            + begun.getRevision() + " with " + begun.getHosts() + " hosts and "
                            + begun.getSessions()
                            + " sessions of " + Wording.time(begun.getTime())
                            + "; start it as ever");
            spec().commandLine().getOut().flush();
        }
    }
}
