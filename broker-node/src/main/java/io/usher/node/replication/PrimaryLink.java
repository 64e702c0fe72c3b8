package io.usher.node.replication;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The way from a secondary to the primary's {@link PrimaryEndpoint}. Thread-safe. */
public interface PrimaryLink {

    /**
     * Has commands committed by the primary.
     *
     * @param commands at most 1024, together at most 3 MiB
     * @return completes with one result for each command, in order, or exceptionally when the call broke; then every
     *     command may have entered the log
     */
    CompletionStage<List<AttemptResult>> submit(Peer primary, List<ForwardedCommand> commands);

    /** Asks the primary for its read index; completes exceptionally when it does not give one. */
    CompletionStage<Long> readIndex(Peer primary, Deadline deadline);
}
