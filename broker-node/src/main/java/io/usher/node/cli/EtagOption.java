package io.usher.node.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Refuses to overwrite somebody else's change. */
final class EtagOption {
    @Option(
            names = "--etag",
            paramLabel = "ETAG",
            description = "Change it only if nobody has since this etag was read.")
    private Optional<String> etag = Optional.empty();

    Optional<String> value() {
        return etag;
    }
}
