package io.usher.node.primary;

import io.usher.node.replication.Deadline;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Carries pings to the broker that leads at present. Thread-safe. */
public interface PingLink {

    /** Most pings in one call: 256 KiB of them. */
    int MAX_PINGS = 4096;

    /**
     * Passes pings on to the primary's own {@link HostPings}.
     *
     * @param pings 1 to {@value #MAX_PINGS}
     * @return completes with one answer for each ping, in the same order, or exceptionally with
     *     {@link io.usher.node.replication.ReplicationException}: NO_PRIMARY at once when no other broker is known to
     *     lead, for the caller to try again
     */
    CompletionStage<List<PingAnswer>> pass(List<HostPing> pings, Deadline deadline);
}
