package io.usher.node.replication;

/** Everything that replication has to know before it starts. */
public record ReplicationSettings(
        PeerGroup group,
        StorageSettings storage,
        ElectionSettings election,
        BatchSettings batching,
        SnapshotSettings snapshots) {

    /** The same for a broker that first of all has to hear how its group has changed. */
    public ReplicationSettings patient() {
        return new ReplicationSettings(group, storage, election.patient(), batching, snapshots);
    }
}
