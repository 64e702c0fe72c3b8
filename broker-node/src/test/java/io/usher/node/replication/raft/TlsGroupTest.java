package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.command.ExpireLeases;
import io.usher.core.model.SiteId;
import io.usher.node.api.SelfSigned;
import io.usher.node.peer.GrpcPrimaryLink;
import io.usher.node.peer.PeerChannels;
import io.usher.node.peer.PeerServer;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ElectionSettings;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.StorageSettings;
import io.usher.node.replication.Submission;
import io.usher.node.replication.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raft and the peer service with certificates, over real connections. */
class TlsGroupTest {

    private static final SiteId SITE = new SiteId("test");

    @TempDir
    private Path folder;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private Replication start(Peer self, List<Peer> peers, SelfSigned identity) throws IOException {
        TlsFiles tls = new TlsFiles(identity.certificate(), identity.key(), identity.certificate());
        PeerGroup group = new PeerGroup(SITE, self.id(), peers, Optional.of(tls));
        PeerChannels channels = closing(new PeerChannels(SITE, group.tls()));
        RecordingListener listener = new RecordingListener();
        Replication replication = closing(Replication.start(
                new ReplicationSettings(
                        group,
                        new StorageSettings(folder.resolve(self.id().value()), true, 16L << 20),
                        ElectionSettings.DEFAULTS,
                        BatchSettings.DEFAULTS,
                        SnapshotSettings.DEFAULTS),
                new GrpcPrimaryLink(channels),
                new Replication.Listeners(listener, listener, listener)));
        closing(PeerServer.start(
                group,
                replication.endpoint(),
                (ping, deadline) ->
                        CompletableFuture.failedFuture(new ReplicationException(Meaning.NO_PRIMARY, "no pings here"))));
        return replication;
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        open.push(closeable);
        return closeable;
    }

    @Test
    void commitsAndForwardsBetweenBrokersOfOneAuthority() throws Exception {
        SelfSigned authority = SelfSigned.create(folder, "brokers");
        List<Peer> peers = TestSite.peers(3);
        for (Peer peer : peers) {
            start(peer, peers, authority);
        }
        for (AutoCloseable closeable : open) {
            if (closeable instanceof Replication replication) {
                Committed committed = TestSite.join(replication.submit(
                        new Submission(new ExpireLeases(1), Optional.empty(), Deadline.after(TestSite.TEN_SECONDS))));
                ReadResult<Long> read = TestSite.join(replication.read(
                        Freshness.LINEARIZABLE,
                        Deadline.after(TestSite.TEN_SECONDS),
                        view -> view.applied().index()));
                assertThat(read.value())
                        .isGreaterThanOrEqualTo(committed.position().index());
            }
        }
    }

    @Test
    void keepsABrokerOfAnotherAuthorityOut() throws Exception {
        SelfSigned authority = SelfSigned.create(folder, "brokers");
        SelfSigned stranger = SelfSigned.create(folder, "stranger");
        List<Peer> peers = TestSite.peers(3);
        start(peers.get(0), peers, authority);
        start(peers.get(1), peers, authority);
        Replication outside = start(peers.get(2), peers, stranger);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> open.stream()
                        .anyMatch(closeable -> closeable instanceof Replication replication && replication.leading()));
        assertThat(outside.leading()).isFalse();
        assertThat(outside.primary())
                .as("the primary that the stranger heard of")
                .isEmpty();
        PeerChannels channels = closing(new PeerChannels(
                SITE, Optional.of(new TlsFiles(stranger.certificate(), stranger.key(), authority.certificate()))));
        assertThatThrownBy(() -> TestSite.join(
                        new GrpcPrimaryLink(channels).readIndex(peers.get(0), Deadline.after(TestSite.TEN_SECONDS))))
                .hasMessageContaining("UNAVAILABLE");
    }
}
