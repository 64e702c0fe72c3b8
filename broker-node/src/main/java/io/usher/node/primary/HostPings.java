package io.usher.node.primary;

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
     * @return completes once the primary has made sure, after the ping arrived, that it still leads; exceptionally with
     *     {@link io.usher.node.replication.ReplicationException}
     */
    CompletionStage<PingAnswer> ping(HostPing ping, Deadline deadline);
}
