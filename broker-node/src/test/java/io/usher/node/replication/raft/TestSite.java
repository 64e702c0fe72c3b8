package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.FoundSite;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.ReportInventory;
import io.usher.core.model.BrokerId;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogonControl;
import io.usher.core.model.ObservedState;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.RequestId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ElectionSettings;
import io.usher.node.replication.ForwardedCommand;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.PrimaryLink;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.StorageSettings;
import io.usher.node.replication.Submission;
import io.usher.node.replication.storage.StorageDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Several brokers in one JVM, over Ratis on loopback and with a direct link for what is forwarded. */
final class TestSite implements AutoCloseable {

    static final ResourceId DESKTOP = new ResourceId("desktop");
    private static final SiteId SITE = new SiteId("test");

    private final Path folder;
    private final List<Peer> peers;
    private final SnapshotSettings snapshots;
    private final Map<BrokerId, Peer> newcomers = new ConcurrentHashMap<>();
    private final Map<BrokerId, Replication> running = new ConcurrentHashMap<>();
    private final Map<BrokerId, RecordingListener> listeners = new ConcurrentHashMap<>();

    /** Nothing yet. */
    TestSite() {
        this.folder = Path.of("");
        this.snapshots = SnapshotSettings.DEFAULTS;
        this.peers = List.of();
    }

    TestSite(Path folder, int brokers, SnapshotSettings snapshots) {
        this(folder, snapshots, brokers);
        peers.forEach(peer -> start(peer.id(), true));
    }

    /** A site that is yet to be started. */
    TestSite(Path folder, SnapshotSettings snapshots, int brokers) {
        this.folder = folder;
        this.snapshots = snapshots;
        this.peers = peers(brokers);
    }

    /** Brokers on free ports of the loopback interface. */
    static List<Peer> peers(int brokers) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * brokers; i++) {
                ServerSocket socket = new ServerSocket();
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                sockets.add(socket);
            }
            List<Peer> peers = IntStream.range(0, brokers)
                    .mapToObj(i -> new Peer(
                            new BrokerId("b" + (i + 1)),
                            "127.0.0.1:" + sockets.get(2 * i).getLocalPort(),
                            "127.0.0.1:" + sockets.get(2 * i + 1).getLocalPort()))
                    .toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return peers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ReplicationSettings settings(BrokerId self, boolean firstStart) {
        Peer newcomer = newcomers.get(self);
        return new ReplicationSettings(
                newcomer == null
                        ? new PeerGroup(SITE, self, peers, Optional.empty())
                        : new PeerGroup(SITE, self, List.of(newcomer), true, Optional.empty()),
                new StorageSettings(directory(self), firstStart, 16L << 20),
                ElectionSettings.DEFAULTS,
                BatchSettings.DEFAULTS,
                snapshots);
    }

    Path directory(BrokerId broker) {
        return folder.resolve(broker.value());
    }

    /** Starts a broker that waits to be added. */
    Peer startNewcomer(String id) {
        Peer free = peers(1).get(0);
        Peer newcomer = new Peer(new BrokerId(id), free.raftAddress(), free.peerAddress());
        newcomers.put(newcomer.id(), newcomer);
        ReplicationSettings settings = settings(newcomer.id(), true);
        try {
            StorageDirectory.join(settings.group(), settings.storage(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(newcomer.id(), false);
        return newcomer;
    }

    Replication start(BrokerId broker, boolean firstStart) {
        return start(broker, settings(broker, firstStart));
    }

    Replication start(BrokerId broker, ReplicationSettings settings) {
        RecordingListener listener = new RecordingListener();
        try {
            Replication replication = Replication.start(
                    settings, new DirectLink(), new Replication.Listeners(listener, listener, listener));
            listeners.put(broker, listener);
            running.put(broker, replication);
            return replication;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls the other broker directly, as long as it runs. */
    private final class DirectLink implements PrimaryLink {
        @Override
        public CompletionStage<List<AttemptResult>> submit(Peer primary, List<ForwardedCommand> commands) {
            Replication replication = running.get(primary.id());
            return replication == null
                    ? CompletableFuture.failedFuture(new IOException("connection refused"))
                    : replication.endpoint().submit(commands);
        }

        @Override
        public CompletionStage<Long> readIndex(Peer primary, Deadline deadline) {
            Replication replication = running.get(primary.id());
            return replication == null
                    ? CompletableFuture.failedFuture(new IOException("connection refused"))
                    : replication.endpoint().readIndex(deadline);
        }
    }

    Replication broker(BrokerId id) {
        return Objects.requireNonNull(running.get(id), () -> id + " does not run");
    }

    RecordingListener heard(BrokerId id) {
        return Objects.requireNonNull(listeners.get(id), () -> id + " never ran");
    }

    List<Replication> running() {
        return List.copyOf(running.values());
    }

    List<BrokerId> ids() {
        return peers.stream().map(Peer::id).toList();
    }

    BrokerId awaitPrimary() {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> running.entrySet().stream()
                                .filter(entry -> entry.getValue().leading())
                                .map(Map.Entry::getKey)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    BrokerId awaitSecondary() {
        return secondaries().get(0);
    }

    BrokerId awaitOtherSecondary() {
        return secondaries().get(1);
    }

    private List<BrokerId> secondaries() {
        BrokerId primary = awaitPrimary();
        return running.keySet().stream()
                .filter(id -> !id.equals(primary))
                .sorted()
                .toList();
    }

    void startAll() {
        peers.stream().map(Peer::id).filter(id -> !running.containsKey(id)).forEach(id -> start(id, false));
    }

    void stop(BrokerId broker) {
        Replication stopped = broker(broker);
        running.remove(broker);
        try {
            stopped.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Founds the site, with hosts that have room for everybody. */
    void prepare(BrokerId broker, int hosts) {
        PoolId pool = new PoolId("pool");
        commit(broker, new FoundSite(SITE, "Test", SiteSettings.DEFAULTS));
        commit(broker, new CreatePool(pool, "", PoolSettings.DEFAULTS));
        for (int i = 0; i < hosts; i++) {
            HostSettings roomy =
                    new HostSettings(HostPolicy.INHERITED.withMaxSessions(100_000), LogonControl.ENABLED, "");
            commit(broker, new RegisterHost(new HostId("h" + i), pool, "agent" + i, "127.0.0.1:3389", roomy));
        }
        commit(
                broker,
                new CreateResource(
                        DESKTOP,
                        ResourceKind.DESKTOP,
                        new ResourceSettings("Desktop", ResourceState.ENABLED, "", List.of(pool), "")));
    }

    Committed commit(BrokerId broker, Command command) {
        return join(broker(broker).submit(new Submission(command, Optional.empty(), Deadline.after(TEN_SECONDS))));
    }

    static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    CompletionStage<Committed> assign(BrokerId broker, String user, String request) {
        return assign(broker, user, request, TEN_SECONDS);
    }

    CompletionStage<Committed> assign(BrokerId broker, String user, String request, Duration time) {
        AssignSession command = new AssignSession(new UserName(user), DESKTOP, ClientInfo.UNKNOWN);
        return broker(broker)
                .submit(new Submission(command, Optional.of(new RequestId(request)), Deadline.after(time)));
    }

    /** About a megabyte of log for nothing: an inventory of a host that does not exist. */
    void commitLarge(BrokerId broker) {
        List<InventoryEntry> entries = IntStream.range(0, 4000)
                .mapToObj(i -> new InventoryEntry(
                        i + "x".repeat(100), Optional.empty(), new UserName("u".repeat(100)), ObservedState.ACTIVE))
                .toList();
        HostIncarnation nobody = new HostIncarnation(LogPosition.NONE);
        commit(broker, new ReportInventory(new HostId("none"), nobody, 1, LogPosition.NONE, entries));
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::stop);
        listeners.values().forEach(listener -> assertThat(listener.faults()).isEmpty());
    }
}
