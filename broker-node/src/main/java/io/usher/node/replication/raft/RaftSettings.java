package io.usher.node.replication.raft;

import io.usher.node.replication.ElectionSettings;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.TlsFiles;
import io.usher.node.tls.ReloadedTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/**
 * The only place that sets options of Ratis 3.3. Every option that matters is set here, also where the default would
 * do, so that an upgrade cannot change it behind our back.
 */
final class RaftSettings {

    /** Largest entry that Ratis takes; also the most that one append request carries. */
    static final SizeInBytes ENTRY_LIMIT = SizeInBytes.valueOf("4MB");

    private RaftSettings() {}

    /**
     * Options for a broker.
     *
     * @param raftDirectory where Ratis keeps its groups
     * @throws IOException when this broker must not listen on its address
     */
    static RaftProperties properties(ReplicationSettings settings, Path raftDirectory) throws IOException {
        RaftProperties properties = new RaftProperties();
        storage(properties, settings, raftDirectory);
        elections(properties, settings.election());
        reads(properties);
        writes(properties);
        log(properties);
        appender(properties);
        snapshots(properties, settings);
        transport(
                properties,
                settings.group().bindAddress(settings.group().selfPeer().raftAddress()));
        return properties;
    }

    private static void storage(RaftProperties properties, ReplicationSettings settings, Path raftDirectory) {
        // The default lies under the system's folder for temporary files.
        RaftServerConfigKeys.setStorageDir(properties, List.of(raftDirectory.toFile()));
        RaftServerConfigKeys.setRemovedGroupsDir(
                properties, raftDirectory.resolve("removed").toFile());
        // The default is 0: a full disk would be noticed only in the middle of a segment.
        RaftServerConfigKeys.setStorageFreeSpaceMin(
                properties, SizeInBytes.valueOf(settings.storage().minimumFreeBytes()));
    }

    private static void elections(RaftProperties properties, ElectionSettings election) {
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, duration(election.least()));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, duration(election.most()));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, duration(election.first()));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(
                properties, duration(election.first().plus(election.most()).minus(election.least())));
        RaftServerConfigKeys.Rpc.setRequestTimeout(properties, TimeDuration.valueOf(3, TimeUnit.SECONDS));
        // A broker that comes back from a pause must not disturb a primary that works.
        RaftServerConfigKeys.LeaderElection.setPreVote(properties, true);
        // Ratis closes itself after a pause of 60 s by default. A pause is survived like any other silence.
        RaftServerConfigKeys.setCloseThreshold(properties, TimeDuration.valueOf(365, TimeUnit.DAYS));
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(
                properties, TimeDuration.valueOf(10, TimeUnit.SECONDS));
        // A new broker that says nothing for so long is not waited for.
        RaftServerConfigKeys.setStagingTimeout(properties, TimeDuration.valueOf(10, TimeUnit.SECONDS));
        RaftServerConfigKeys.Notification.setNoLeaderTimeout(properties, TimeDuration.valueOf(60, TimeUnit.SECONDS));
    }

    private static void reads(RaftProperties properties) {
        // The default asks the local state machine of whoever thinks that it leads.
        RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
        // A lease trusts clocks, and saves next to nothing: one heartbeat serves a whole batch of reads.
        RaftServerConfigKeys.Read.setLeaderLeaseEnabled(properties, false);
        RaftServerConfigKeys.Read.setLeaderHeartbeatCheckEnabled(properties, true);
        RaftServerConfigKeys.Read.ReadIndex.setType(properties, RaftServerConfigKeys.Read.ReadIndex.Type.COMMIT_INDEX);
        RaftServerConfigKeys.Read.setTimeout(properties, TimeDuration.valueOf(5, TimeUnit.SECONDS));
    }

    private static void writes(RaftProperties properties) {
        // The batcher has at most eight entries under way; whatever is beyond is a mistake and refused.
        RaftServerConfigKeys.Write.setElementLimit(properties, 64);
        RaftServerConfigKeys.Write.setByteLimit(properties, SizeInBytes.valueOf("64MB"));
        // Memory only, so it cannot give exactly-once: the answer window does. No entry is ever sent twice under one
        // call id, so what it holds is waste.
        RaftServerConfigKeys.RetryCache.setExpiryTime(properties, TimeDuration.valueOf(5, TimeUnit.SECONDS));
    }

    private static void log(RaftProperties properties) {
        RaftServerConfigKeys.Log.setUseMemory(properties, false);
        // Both would acknowledge what is not on disk, and the first even when the disk said no.
        RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setForceSyncNum(properties, 128);
        // The other policy goes on without the rest of the log after one flipped bit. This one refuses a torn end too,
        // which any crash may leave: the LogInspector has cut that off before Ratis looks.
        RaftServerConfigKeys.Log.setCorruptionPolicy(properties, RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION);
        // Extra entries that only carry the commit index.
        RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
        // Composing futures of append requests cost more than it gave.
        RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(properties, false);
        RaftServerConfigKeys.Log.setQueueElementLimit(properties, 4096);
        RaftServerConfigKeys.Log.setQueueByteLimit(properties, SizeInBytes.valueOf("64MB"));
        // Segments are purged whole, so small ones keep the log short; cached ones cost heap.
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("16MB"));
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("4MB"));
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, 2);
        RaftServerConfigKeys.Log.setSegmentCacheSizeMax(properties, SizeInBytes.valueOf("64MB"));
        // Must exceed the largest entry.
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, SizeInBytes.valueOf("5MB"));
        // A broker that is away must not make the others' logs grow: it gets a snapshot when it is back.
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
        RaftServerConfigKeys.Log.setPurgePreservationLogNum(properties, 0);
    }

    private static void appender(RaftProperties properties) {
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, ENTRY_LIMIT);
        RaftServerConfigKeys.Log.Appender.setBufferElementLimit(properties, 0);
        // The default makes every append wait until a millisecond has gone by since the one before.
        RaftServerConfigKeys.Log.Appender.setWaitTimeMin(properties, TimeDuration.ZERO);
        // The default waits up to five seconds for a broker that was away.
        RaftServerConfigKeys.Log.Appender.setRetryPolicy(properties, "1ms,10, 50ms,20, 250ms,1000000");
        // Snapshots go over the log's own connection; the other way leaves the transfer to us and has an open bug.
        RaftServerConfigKeys.Log.Appender.setInstallSnapshotEnabled(properties, true);
        RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(properties, SizeInBytes.valueOf("1MB"));
    }

    private static void snapshots(RaftProperties properties, ReplicationSettings settings) {
        // The snapshot writer decides when: by count, bytes and age, and never on the thread that applies.
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setTriggerWhenRemoveEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
        RaftServerConfigKeys.Snapshot.setRetentionFileNum(
                properties, settings.snapshots().retained());
    }

    private static void transport(RaftProperties properties, InetSocketAddress address) {
        RaftConfigKeys.Rpc.setType(properties, SupportedRpcType.GRPC);
        GrpcConfigKeys.Server.setHost(properties, address.getAddress().getHostAddress());
        GrpcConfigKeys.Server.setPort(properties, address.getPort());
        // At least 1 MB above the entry limit. Zero-copy has corrupted logs; 3.3 has no switch to turn it on, and must
        // get none.
        GrpcConfigKeys.setMessageSizeMax(properties, SizeInBytes.valueOf("8MB"));
        GrpcConfigKeys.setFlowControlWindow(properties, SizeInBytes.valueOf("4MB"));
        // Heartbeats must not queue behind bulk.
        GrpcConfigKeys.Server.setHeartbeatChannel(properties, true);
        GrpcConfigKeys.Server.setLeaderOutstandingAppendsMax(properties, 16);
    }

    /** @throws IOException when certificates cannot be used */
    static Parameters parameters(PeerGroup group) throws IOException {
        Parameters parameters = new Parameters();
        if (group.tls().isPresent()) {
            GrpcConfigKeys.TLS.setConf(parameters, tls(group.tls().get()));
        }
        GrpcConfigKeys.Server.setServicesCustomizer(parameters, new PeerPortGuard());
        return parameters;
    }

    private static GrpcTlsConfig tls(TlsFiles files) throws IOException {
        return new GrpcTlsConfig(
                ReloadedTls.key(files.certificateChain(), files.privateKey()),
                ReloadedTls.trust(files.trusted()),
                true);
    }

    private static TimeDuration duration(Duration duration) {
        return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
