package io.usher.node.replication;

/** Everything that replication has to know before it starts. */
public record ReplicationSettings(
        PeerGroup group,
        StorageSettings storage,
        ElectionSettings election,
        BatchSettings batching,
        SnapshotSettings snapshots) {}
