package io.usher.node.primary;

import io.usher.core.command.HostLoad;
import io.usher.core.model.LogTime;
import io.usher.node.replication.Deadline;
import java.util.concurrent.CompletionStage;

/**
 * Takes the pings of agents. Works on every broker: a secondary passes them on to the primary, whose soft state they
 * are. Thread-safe.
 */
public interface HostPings {

    /**
     * Renews the lease of a host and takes note of its load.
     *
     * @return completes once the primary has made sure, after the ping arrived, that it still leads
     */
    CompletionStage<PingAnswer> ping(HostLoad load, Deadline deadline);

    /** What an agent is told. */
    sealed interface PingAnswer {
        /** The lease goes on. */
        record Renewed(LogTime time) implements PingAnswer {}

        /** The host is unknown, lost, or another agent speaks for it. */
        record RegisterAgain(io.usher.core.command.RefusalReason reason) implements PingAnswer {}
    }
}
