package io.usher.node.replication;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What a broker does for the others while it is the primary. Never passes anything on to another broker. Thread-safe.
 */
public interface PrimaryEndpoint {

    /** Whether this broker leads. May be out of date when it is read; only the log is the judge. */
    boolean leading();

    /**
     * Has commands committed.
     *
     * @return completes normally with one result for each command, in order
     */
    CompletionStage<List<AttemptResult>> submit(List<ForwardedCommand> commands);

    /**
     * Makes sure that this broker still leads.
     *
     * @return completes with an index such that everything acknowledged before the call stands at or before it, or
     *     exceptionally with {@link ReplicationException}
     */
    CompletionStage<Long> readIndex(Deadline deadline);
}
