package io.usher.node.cli;

import io.usher.node.telemetry.LogLevel;
import picocli.CommandLine.Option;

/** How much a command says about what it does. */
final class VerbosityOption {
    @Option(
            names = {"-v", "--verbose"},
            description = "Say on standard error which brokers were asked; twice: with stack traces and details.")
    private boolean[] verbose = new boolean[0];

    LogLevel level() {
        return switch (count()) {
            case 0 -> LogLevel.OFF;
            case 1 -> LogLevel.INFO;
            default -> LogLevel.DEBUG;
        };
    }

    private int count() {
        int count = 0;
        for (boolean one : verbose) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
