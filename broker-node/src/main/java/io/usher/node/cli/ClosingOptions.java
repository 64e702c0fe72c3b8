package io.usher.node.cli;

import picocli.CommandLine.Option;

/** How far administrators may close hosts. */
final class ClosingOptions {
    @Option(
            names = "--allow-below-minimum",
            description = "Leave fewer hosts of the pool open than its --min-open-hosts says.")
    private boolean belowMinimum;

    boolean belowMinimum() {
        return belowMinimum;
    }
}
