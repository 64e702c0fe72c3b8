package io.usher.node.cli;

import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How the answer is printed. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Format of the answer: ${COMPLETION-CANDIDATES}. Default: table; name after a change.")
    private Optional<OutputFormat> format = Optional.empty();

    @Option(names = "--no-headers", description = "Leave out the heads of tables.")
    private boolean noHeaders;

    /**
     * Creates the printer for an answer.
     *
     * @param usual the format unless another one was asked for
     */
    Printer printer(CommandSpec spec, OutputFormat usual) {
        UsherCommand root = (UsherCommand) spec.root().userObject();
        // Colour where a person looks, and not where NO_COLOR or TERM=dumb forbid it, which picocli knows.
        boolean colour = root.surroundings().terminal().isInteractive() && Ansi.AUTO.enabled();
        return new Printer(
                spec.commandLine().getOut(),
                format.orElse(usual),
                !noHeaders,
                spec.commandLine().getColorScheme().ansi() == Ansi.OFF || !colour
                        ? picocli.CommandLine.Help.defaultColorScheme(Ansi.OFF)
                        : picocli.CommandLine.Help.defaultColorScheme(Ansi.ON));
    }
}
