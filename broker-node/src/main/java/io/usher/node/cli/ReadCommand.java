package io.usher.node.cli;

import io.usher.proto.v1.ReadConsistency;
import picocli.CommandLine.Option;

/** A command that reads. */
abstract class ReadCommand extends ClientCommand {
    @Option(
            names = "--stale",
            description = "Take what the asked broker knows, even when it has lost touch with the others.")
    private boolean stale;

    final ReadConsistency consistency() {
        return stale ? ReadConsistency.READ_CONSISTENCY_STALE : ReadConsistency.READ_CONSISTENCY_LINEARIZABLE;
    }
}
