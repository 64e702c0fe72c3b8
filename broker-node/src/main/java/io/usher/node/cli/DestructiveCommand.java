package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.Printer;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A change that cannot be taken back: somebody has to say yes. */
abstract class DestructiveCommand extends ChangeCommand {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask. Needed where there is no terminal to ask at.")
    private boolean yes;

    @Override
    final ExitCode run(BrokerClient broker, Printer printer) {
        if (changesNothing()) {
            return change(broker, printer);
        }
        if (!yes && !surroundings().terminal().isInteractive()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "'" + spec().qualifiedName() + "' cannot be taken back; confirm it with --yes");
        }
        if (!yes && !surroundings().terminal().confirms(question())) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "nothing was changed", "it was not confirmed", "answer y, or give --yes");
        }
        return change(broker, printer);
    }

    /** Whether it is only asked what would happen; then nobody has to say yes. */
    boolean changesNothing() {
        return false;
    }

    /** What is asked before it is done. */
    abstract String question();

    /** Does it. */
    abstract ExitCode change(BrokerClient broker, Printer printer);
}
