package io.usher.node.replication;

import io.usher.core.model.BrokerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How replication of this broker stands, as far as this broker knows; works without a quorum.
 *
 * @param primary who leads; empty when this broker knows of nobody
 * @param committed index of the last entry known to be committed
 * @param applied index of the last entry carried out here, -1 before the first
 * @param snapshot index of the newest durable snapshot
 * @param peers the other brokers
 * @param disk space of the storage directory
 * @param warnings what the operator should mend, in words
 */
public record ReplicaStatus(
        BrokerId self,
        Role role,
        long term,
        Optional<BrokerId> primary,
        long committed,
        long applied,
        OptionalLong snapshot,
        List<PeerContact> peers,
        DiskSpace disk,
        List<String> warnings) {

    public ReplicaStatus {
        peers = List.copyOf(peers);
        warnings = List.copyOf(warnings);
    }

    /** Part that a broker plays. */
    public enum Role {
        PRIMARY,
        SECONDARY,
        /** Asks for votes. */
        CANDIDATE,
        /** Follows without a vote. */
        STANDBY,
        STARTING
    }

    /**
     * Another broker as this one sees it.
     *
     * @param lastContact time since it last answered or called, known to the primary for everybody and to a secondary
     *     for the primary
     * @param committed index of the last entry that it is known to have committed
     */
    public record PeerContact(Peer peer, Optional<Duration> lastContact, OptionalLong committed) {}

    /**
     * Space on disk.
     *
     * @param used bytes of this broker's log and snapshots
     * @param free bytes that are left
     */
    public record DiskSpace(long used, long free) {}
}
