package io.usher.node.replication;

import io.usher.core.command.Command;
import io.usher.core.model.LogTime;
import java.util.concurrent.CompletionStage;

/**
 * One term in which this broker is the ready primary: everything of earlier terms has been applied. What a primary
 * knows by itself, such as how long a host has been silent, is worth something in its own term only; so whatever
 * follows from it is proposed here and never forwarded to a later primary. Thread-safe.
 */
public interface PrimaryTerm {

    /** Number of the Raft term. */
    long number();

    /**
     * Whether this broker leads in this term by all that it knows. A linearizable read of this broker that completed,
     * and after which this is still true, was confirmed by a quorum for this broker as the primary of this term.
     */
    boolean isCurrent();

    /** Log time as an entry would get it now; never before that of an entry of this term. */
    LogTime now();

    /**
     * Commits a command as the primary of this term, and only as that.
     *
     * @return completes with the committed reply, or exceptionally with {@link ReplicationException}: NO_PRIMARY when
     *     the term is over and nothing was submitted, OUTCOME_UNKNOWN when it ended with the command under way
     */
    CompletionStage<Committed> propose(Command command, Deadline deadline);
}
