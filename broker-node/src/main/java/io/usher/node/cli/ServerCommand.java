package io.usher.node.cli;

import io.usher.node.config.ServerConfig;
import io.usher.node.config.ServerConfiguration;
import io.usher.node.telemetry.LogLevel;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs a broker. */
@Command(
        name = "server",
        description = {
            "Run a broker until it is told to stop (SIGTERM).",
            "Flags win over the environment, which wins over the file.",
            "With several files one process runs a broker of each: of another site, with its own storage and Raft"
                    + " address. Those with the same api.listen share it; clients say which site they mean with --site."
        },
        footer = {
            "  usher config sample > usher.yaml",
            "  usher server --config usher.yaml --storage-first-start",
            "  usher server --config head-office.yaml --config branch.yaml",
            "  usher server --broker-id b1 --storage-directory /var/lib/usher"
        })
final class ServerCommand extends RunCommand<ServerConfig> {
    ServerCommand() {
        super(new ServerConfiguration());
    }

    @Override
    LogLevel level(ServerConfig config) {
        return config.logLevel();
    }

    @Override
    void start(Starters starters, List<ServerConfig> configs) throws Exception {
        starters.server().run(configs);
    }
}
