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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raft and the peer service with certificates, over real connections. */
class TlsGroupTest {

    private static final SiteId SITE = new SiteId("test");

    /** So that a busy machine holds no election while nothing is wrong. */
    private static final ElectionSettings PATIENT =
            new ElectionSettings(Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(4));

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
        return start(self, peers, new TlsFiles(identity.certificate(), identity.key(), identity.certificate()));
    }

    private Replication start(Peer self, List<Peer> peers, TlsFiles tls) throws IOException {
        PeerGroup group = new PeerGroup(SITE, self.id(), peers, Optional.of(tls));
        PeerChannels channels = closing(new PeerChannels(SITE, group.tls()));
        RecordingListener listener = new RecordingListener();
        Replication replication = closing(Replication.start(
                new ReplicationSettings(
                        group,
                        new StorageSettings(folder.resolve(self.id().value()), true, 16L << 20),
                        PATIENT,
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

    @Test
    void takesNewCertificatesForNewConnectionsWhileThoseThatAreOpenGoOn() throws Exception {
        SelfSigned before = SelfSigned.create(folder, "before");
        SelfSigned after = SelfSigned.create(folder, "after");
        TlsFiles files =
                new TlsFiles(folder.resolve("used.crt"), folder.resolve("used.key"), folder.resolve("trusted"));
        use(before, files);
        trust(files, before);
        List<Peer> peers = TestSite.peers(3);
        List<Replication> brokers = new ArrayList<>();
        for (Peer peer : peers) {
            brokers.add(start(peer, peers, files));
        }
        commit(brokers.get(0));
        long term = brokers.get(0).term();
        List<RaftPort> ports = peers.stream()
                .map(peer -> new RaftPort(peer.raftAddress(), files.trusted()))
                .toList();
        assertThat(ports).allMatch(port -> port.shows(before)).noneMatch(port -> port.admits(after));

        try (SteadySubmissions people = new SteadySubmissions(brokers)) {
            trust(files, before, after);
            awaitAll(ports, port -> port.admits(after));
            use(after, files);
            awaitAll(ports, port -> port.shows(after));
            trust(files, after);
            awaitAll(ports, port -> !port.admits(before));
            assertThat(people.stop()).isEmpty();
        }
        assertThat(brokers).allMatch(broker -> broker.term() == term);

        // With nothing but new connections, and one broker that must have them for a majority.
        restartLast(peers, files);
        open.remove(brokers.get(1));
        brokers.get(1).close();
        commit(brokers.get(0));
    }

    private void restartLast(List<Peer> peers, TlsFiles files) throws Exception {
        open.pop().close();
        open.pop().close();
        start(peers.get(2), peers, files);
    }

    private static void awaitAll(List<RaftPort> ports, Predicate<RaftPort> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> ports.stream().allMatch(condition));
    }

    private static void commit(Replication broker) {
        TestSite.join(broker.submit(
                new Submission(new ExpireLeases(1), Optional.empty(), Deadline.after(TestSite.TEN_SECONDS))));
    }

    private static void use(SelfSigned identity, TlsFiles files) throws IOException {
        Files.write(files.certificateChain(), Files.readAllBytes(identity.certificate()));
        Files.write(files.privateKey(), Files.readAllBytes(identity.key()));
    }

    private static void trust(TlsFiles files, SelfSigned... authorities) throws IOException {
        StringBuilder all = new StringBuilder();
        for (SelfSigned authority : authorities) {
            all.append(Files.readString(authority.certificate()));
        }
        Files.writeString(files.trusted(), all);
    }
}
