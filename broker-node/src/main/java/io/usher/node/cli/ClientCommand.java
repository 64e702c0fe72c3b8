package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.node.telemetry.Logging;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the brokers something. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class ClientCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private OutputOptions output;

    @Mixin
    private VerbosityOption verbosity;

    @Override
    public final Integer call() {
        Logging.start(verbosity.level());
        Printer printer = output.printer(spec, usualFormat());
        try (BrokerClient broker = connection.connect(spec, requestId())) {
            return run(broker, printer).code();
        }
    }

    /** Does what the command is for. */
    abstract ExitCode run(BrokerClient broker, Printer printer);

    /** The API of another site, asked in the same way; to be closed by itself. */
    final BrokerClient connectTo(ConnectionOptions.Asked others) {
        return connection.connect(spec, others, requestId());
    }

    /** The format unless another one was asked for. */
    OutputFormat usualFormat() {
        return OutputFormat.TABLE;
    }

    /** The request id that the user chose, for commands that change something. */
    Optional<String> requestId() {
        return Optional.empty();
    }

    final CommandSpec spec() {
        return spec;
    }

    final Surroundings surroundings() {
        return ((UsherCommand) spec.root().userObject()).surroundings();
    }

    final Instant now() {
        return surroundings().clock().instant();
    }
}
