package io.usher.node.cli;

import io.usher.node.cli.output.OutputFormat;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A command that changes something. Quiet on success: it prints the name of what it changed. */
abstract class ChangeCommand extends ClientCommand {
    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description =
                    "Repeat an earlier request: under the same id nothing is done twice. Default: a new random id.")
    private Optional<String> requestId = Optional.empty();

    @Override
    final Optional<String> requestId() {
        return requestId;
    }

    @Override
    OutputFormat usualFormat() {
        return OutputFormat.NAME;
    }
}
