package io.usher.node.cli;

import io.usher.node.SiteRecovery;
import io.usher.node.config.ServerConfig;
import io.usher.node.config.ServerConfiguration;
import io.usher.node.telemetry.LogLevel;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The last resort: a broker that is all that is left goes on alone. */
@Command(
        name = "recover",
        description = {
            "Make the one broker that is left of a site a site of its own, when a majority is gone for ever.",
            "Works on the storage directory of the stopped broker, and takes the options of 'usher server'. What the"
                    + " dead brokers acknowledged and this one never got is lost for good: with any other way out, as a"
                    + " majority that can be started once more or a newer backup, take that. Of several brokers that"
                    + " are left, recover the one with the highest last entry, as --dry-run shows it, and no other.",
            "Everything in this broker's snapshots and log is kept, also entries that it does not know to be committed:"
                    + " it and one of the dead may have acknowledged them. The new site gives higher fences; tickets"
                    + " and brokers of the old one are refused; the audit trail has who did it and when. The old"
                    + " content of the directory is kept beside the new one."
        },
        footer = {
            "  usher site recover --config usher.yaml --dry-run",
            "  usher site recover --config usher.yaml --i-accept-data-loss",
            "  usher server --config usher.yaml"
        })
final class RecoverCommand extends RunCommand<ServerConfig> {
    private static final String FLAG = "--i-accept-data-loss";

    @Option(names = FLAG, description = "Do it, and lose what only the dead brokers had.")
    private boolean accepted;

    @Option(names = "--dry-run", description = "Show what is left and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--attempt",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Which recovery of this site it is, 1 to 1000, when one from another broker was given up again:"
                            + " so that no two of them can be mixed up. Default: ${DEFAULT-VALUE}.")
    private int attempt;

    RecoverCommand() {
        super(new ServerConfiguration());
    }

    @Override
    LogLevel level(ServerConfig config) {
        return config.logLevel();
    }

    @Override
    String failure() {
        return "cannot recover the site";
    }

    @Override
    void start(Starters starters, List<ServerConfig> configs) throws IOException {
        ServerConfig config = single(configs);
        if (dryRun) {
            show(config, SiteRecovery.inspect(config));
        } else if (!accepted) {
            throw refused(config, SiteRecovery.inspect(config));
        } else {
            begun(config, SiteRecovery.recover(config, attempt, System.getProperty("user.name", "somebody")));
        }
    }

    private void show(ServerConfig config, SiteRecovery.Survivor left) {
        print(
                "site         " + left.site(),
                "broker       " + config.brokerId(),
                "members      " + String.join(", ", left.members()),
                "last entry   " + left.lastIndex() + ", of term " + left.term(),
                "committed    " + left.committedIndex() + " for certain; the " + left.openEntries()
                        + " above may have been acknowledged, and are kept",
                "last command " + left.lastTime().truncatedTo(ChronoUnit.SECONDS),
                "holds        " + left.hosts() + " hosts, " + left.sessions() + " live sessions",
                "nothing was changed");
    }

    private CommandFailedException refused(ServerConfig config, SiteRecovery.Survivor left) {
        return new CommandFailedException(
                ExitCode.CONFLICT,
                "nothing was changed",
                "everything is lost that brokers of site " + config.siteId() + " acknowledged and " + config.brokerId()
                        + " never got: what came after entry " + left.lastIndex() + " of "
                        + left.lastTime().truncatedTo(ChronoUnit.SECONDS),
                "if a majority is gone for ever and there is no better backup, add " + FLAG);
    }

    private void begun(ServerConfig config, SiteRecovery.Begun begun) {
        print(
                "site " + begun.site() + " begins anew with broker " + config.brokerId() + " alone, at revision "
                        + begun.revision() + ", with " + begun.hosts() + " hosts and " + begun.sessions()
                        + " live sessions",
                "WHAT ONLY THE OTHER BROKERS HAD IS LOST. Keep them off: their logs and tickets are refused now",
                "the old content of the directory is in " + begun.before(),
                "start it as ever, then add brokers with empty storage directories: usher server --join, usher broker"
                        + " add");
    }

    private void print(String... lines) {
        PrintWriter out = spec().commandLine().getOut();
        for (String line : lines) {
            out.println(line);
        }
        out.flush();
    }
}
