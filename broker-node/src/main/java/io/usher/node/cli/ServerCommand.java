package io.usher.node.cli;

import io.usher.node.config.ServerConfig;
import io.usher.node.config.ServerConfiguration;
import io.usher.node.telemetry.LogLevel;
import picocli.CommandLine.Command;

/** Runs a broker. */
@Command(
        name = "server",
        description = {
            "Run a broker until it is told to stop (SIGTERM).",
            "Flags win over the environment, which wins over the file."
        },
        footer = {
            "  usher config sample > usher.yaml",
            "  usher server --config usher.yaml --storage-first-start",
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
    Starters.Starter<ServerConfig> starter(Starters starters) {
        return starters.server();
    }
}
