package io.usher.node.api;

import io.usher.node.replication.Deadline;
import io.usher.node.replication.ReplicaStatus;
import io.usher.node.replication.StateDigestAt;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** What this broker's replication tells of itself, also without a quorum. Thread-safe. */
public interface LocalReplica {

    /** How it stands. May look at the disk. */
    ReplicaStatus status() throws IOException;

    /** Digest of the state at a revision, waited for within the deadline; 0 for the present one. */
    CompletionStage<StateDigestAt> digest(long minRevision, Deadline deadline);
}
