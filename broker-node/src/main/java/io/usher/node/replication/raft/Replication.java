package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.core.model.RoleTable;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateDigest;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.FaultHandler;
import io.usher.node.replication.FeatureLevelException;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.OutcomeListener;
import io.usher.node.replication.Peer;
import io.usher.node.replication.Preference;
import io.usher.node.replication.PrimaryEndpoint;
import io.usher.node.replication.PrimaryLink;
import io.usher.node.replication.PrimaryListener;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.RecordedLog;
import io.usher.node.replication.ReplicaStatus;
import io.usher.node.replication.ReplicaStatus.PeerContact;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.StateDigestAt;
import io.usher.node.replication.Submission;
import io.usher.node.replication.gate.Batcher;
import io.usher.node.replication.gate.CommandRouter;
import io.usher.node.replication.gate.LocalPrimary;
import io.usher.node.replication.gate.PrimaryForwarder;
import io.usher.node.replication.gate.ReadGate;
import io.usher.node.replication.gate.Replica;
import io.usher.node.replication.storage.SiteOrigin;
import io.usher.node.replication.storage.StorageDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.ratis.server.RaftServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replication of one broker, put together. Thread-safe. */
public final class Replication implements ReplicatedBroker, AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(20);

    /** Damage to entries younger than this, found at a start, is taken for the torn end of a crash. */
    private static final Duration MARK_INTERVAL = Duration.ofSeconds(2);

    private static final Duration RECONNECT_INTERVAL = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(Replication.class);

    private final ReplicationSettings settings;
    private final Listeners listeners;
    private final Threads threads;
    private final RatisConsensus consensus = new RatisConsensus();
    private final Replica replica;
    private final CommandRouter router;
    private final ReadGate reads;
    private final LocalPrimary endpoint;
    private final StorageDirectory storage;
    private final SnapshotTaker snapshotTaker;
    private final StatusReader statusReader;
    private final LogArchive archive;
    private final BrokerStateMachine stateMachine;
    private final Members members;
    private volatile Optional<Succession> succession = Optional.empty();
    private final HandOver handOver;
    private final GroupControl control;
    private volatile Optional<RaftNode> node = Optional.empty();

    private Replication(ReplicationSettings settings, PrimaryLink link, Listeners listeners, StorageDirectory storage) {
        this.settings = settings;
        this.listeners = listeners;
        this.storage = storage;
        this.threads = new Threads(settings.group().site(), settings.group().self());
        this.replica = new Replica(listeners.outcomes());
        this.members = new Members(settings.group().start(), this::division);
        Batcher batcher = new Batcher(consensus, settings.batching(), threads.replies());
        PrimaryForwarder forwarder = new PrimaryForwarder(this::peer, link, settings.batching(), threads.replies());
        this.router = new CommandRouter(consensus, batcher, forwarder, threads.replies(), settings.batching());
        this.reads = new ReadGate(consensus, replica, this::peer, link, threads.replies());
        this.endpoint = new LocalPrimary(consensus, batcher, reads, replica::featureLevel);
        this.handOver = new HandOver(
                settings.group().self(),
                this::contacts,
                (to, limit) -> running().transfer(to, limit),
                settings.election().least());
        this.control = ownControl();
        LogClock clock = new LogClock(InstantSource.system(), System::nanoTime);
        Snapshots snapshots = new Snapshots(settings.group().site());
        this.snapshotTaker =
                new SnapshotTaker(settings.snapshots(), replica, snapshots, this::publishSnapshot, threads.snapshots());
        this.archive = new LogArchive(() -> running().division().getRaftLog(), snapshots);
        this.statusReader = new StatusReader(settings.group().self(), members, replica, snapshots, storage);
        LeadershipEvents leadership = new LeadershipEvents(
                listeners.primary(),
                this::primaryChanged,
                consensus::leadingTerm,
                term -> new RaftTerm(term, consensus, router, clock, replica),
                threads.leadership());
        this.stateMachine = new BrokerStateMachine(
                replica,
                consensus,
                new BrokerStateMachine.Collaborators(batcher, leadership, listeners.faults(), clock),
                new BrokerStateMachine.Durable(snapshots, snapshotTaker, storage));
    }

    private Succession succession(RaftNode running) {
        return new Succession(
                settings.group().self(),
                new RaftElectorate(this::votersInOrder, consensus::primary, running, threads.votes()),
                settings.election().least(),
                threads::soon,
                System::nanoTime);
    }

    private OwnControl ownControl() {
        return new OwnControl(
                settings.group().self(),
                consensus,
                new OwnControl.Position(members, replica),
                handOver,
                new GroupChanges(members::now, (from, to) -> running().change(from, to), threads.replies()));
    }

    private DiskRemedy diskRemedy() {
        return new DiskRemedy(handOver, this::contacts, members::now, listeners.faults());
    }

    private List<PeerContact> contacts() throws IOException {
        return statusReader.peers(running().division());
    }

    private List<BrokerId> votersInOrder() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1));
        return read(Freshness.STALE, deadline, view -> Preference.order(view, members.now()))
                .thenApply(ReadResult::value)
                .toCompletableFuture()
                // What a stale read asks is answered on this thread.
                .getNow(List.of());
    }

    /** Who hears what happens. */
    public record Listeners(OutcomeListener outcomes, PrimaryListener primary, FaultHandler faults) {}

    /**
     * Starts replication. Does not wait for a primary.
     *
     * @param link the way to the other brokers
     * @throws IOException when the storage directory or an address cannot be used; says what to do
     */
    public static Replication start(ReplicationSettings settings, PrimaryLink link, Listeners listeners)
            throws IOException {
        StorageDirectory storage = StorageDirectory.open(settings.group(), settings.storage());
        Replication replication = new Replication(settings, link, listeners, storage);
        try {
            replication.open();
        } catch (IOException | RuntimeException e) {
            replication.close();
            throw e;
        }
        return replication;
    }

    private void open() throws IOException {
        RaftNode started = RaftNode.start(settings, storage, stateMachine, consensus);
        node = Optional.of(started);
        Succession followers = succession(started);
        succession = Optional.of(followers);
        threads.repeat(followers::tick, Succession.TICK);
        threads.repeat(this::tick, TICK);
        threads.repeat(this::markDurable, MARK_INTERVAL);
        threads.repeat(new DiskWatch(() -> running().logProgress(), diskRemedy())::tick, DiskWatch.TICK);
        Reconnector reconnector =
                new Reconnector(() -> consensus.primary().isPresent(), this::reconnect, System::nanoTime);
        threads.repeat(reconnector::tick, RECONNECT_INTERVAL);
        threads.repeat(new VoteLines(this::otherVoters, started.voteLine())::tick, VoteLines.TICK);
        primaryChanged();
    }

    /** Those whose votes this broker would need; nobody while it leads, or has no vote, or nobody leads. */
    private List<BrokerId> otherVoters() {
        BrokerId self = settings.group().self();
        boolean follows = consensus.primary().isPresent() && !consensus.leading();
        return follows && members.now().isVoter(self)
                ? members.now().voters().stream()
                        .map(Peer::id)
                        .filter(id -> !id.equals(self))
                        .toList()
                : List.of();
    }

    private void tick() {
        try {
            router.tick();
            reads.tick();
            snapshotTaker.tick();
        } catch (RuntimeException e) {
            // A timer that stops ticking would leave callers waiting for ever.
            listeners.faults().halt("the timer of replication failed", e);
        }
    }

    private void reconnect() {
        try {
            running().reconnect(members.now());
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot open connections to the other brokers anew", e);
        }
    }

    private void markDurable() {
        try {
            storage.markDurable(running().durableIndex());
        } catch (IOException | RuntimeException e) {
            // Every few seconds while the disk is full: the reason is enough.
            LOG.warn("cannot take note of how far the log is on disk: {}", e.toString());
        }
    }

    private void primaryChanged() {
        router.primaryChanged();
        reads.primaryChanged();
    }

    private void publishSnapshot() throws IOException {
        running().publishSnapshot();
    }

    private Optional<RaftServer.Division> division() {
        try {
            return node.isPresent() ? Optional.of(node.get().division()) : Optional.empty();
        } catch (IOException e) {
            // Closed by now; who belonged to the group is still known.
            LOG.debug("the log is not open", e);
            return Optional.empty();
        }
    }

    private RaftNode running() throws IOException {
        return node.orElseThrow(() -> new IOException("replication is not running"));
    }

    private Optional<Peer> peer(BrokerId broker) {
        return broker.equals(settings.group().self()) ? Optional.empty() : members.find(broker);
    }

    @Override
    public CompletionStage<Committed> submit(Submission submission) {
        // Whoever passes a command on asks first, too: a primary of an older version would write what it cannot read.
        Optional<FeatureLevelException> refused =
                FeatureLevelException.of(submission.command(), replica.featureLevel());
        return refused.isPresent() ? CompletableFuture.failedFuture(refused.get()) : router.submit(submission);
    }

    /** Who may do what, as far as this broker knows. */
    public RoleTable roles() {
        return replica.roles();
    }

    @Override
    public <T> CompletionStage<ReadResult<T>> read(
            Freshness freshness, Deadline deadline, Function<BrokerView, T> query) {
        return reads.read(freshness, deadline, query);
    }

    /** The committed log as far as it is still there. */
    public RecordedLog recordedLog() {
        return archive;
    }

    /** What this broker does for the others while it leads. */
    public PrimaryEndpoint endpoint() {
        return endpoint;
    }

    /** Told that the process of another broker has certainly ended: if it led, it is followed without a timeout. */
    public void processEnded(BrokerId broker) {
        succession.ifPresent(known -> known.ended(broker));
    }

    /** Whether this broker leads. May be out of date when it is read; only the log is the judge. */
    public boolean leading() {
        return consensus.leading();
    }

    /** The Raft term of this broker, -1 before it has started. */
    public long term() {
        return consensus.currentTerm();
    }

    /** The broker that leads as far as this one knows. */
    public Optional<BrokerId> primary() {
        return consensus.primary();
    }

    /** The broker that leads as far as this one knows, unless it is this one. */
    public Optional<Peer> otherPrimary() {
        return consensus.primary().flatMap(this::peer);
    }

    /** What this broker can do with the group while it leads. */
    public GroupControl control() {
        return control;
    }

    /** The backup that the site was founded from. */
    public Optional<SiteOrigin> origin() {
        return storage.origin();
    }

    /** Index of the last entry applied, -1 before the first. */
    public long appliedIndex() {
        return replica.appliedIndex();
    }

    /** Who belongs to the group, as far as this broker knows. */
    public GroupMembers members() {
        return members.now();
    }

    /** Whether this broker lost its vote while it was running, and must start again to act accordingly. */
    public boolean mustStartAgain() throws IOException {
        return running().actsAsVoterWithoutVote();
    }

    /** How this broker stands; works without a quorum. Walks the storage directory, so it is not for every request. */
    public ReplicaStatus status() throws IOException {
        return statusReader.read(running().division());
    }

    /**
     * Digest of the state. Asked for a revision that lies ahead, every broker answers for exactly that one.
     *
     * @return completes when the revision has been applied, or exceptionally with {@link ReplicationException}
     */
    public CompletionStage<StateDigestAt> digest(long minRevision, Deadline deadline) {
        return replica.captureAt(minRevision)
                .orTimeout(Math.max(0, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
                .thenApplyAsync(
                        capture -> new StateDigestAt(capture.position().index(), StateDigest.of(capture.image())),
                        threads.replies())
                .exceptionally(failure -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    throw cause instanceof TimeoutException
                            ? new ReplicationException(
                                    Meaning.EXPIRED, "revision " + minRevision + " was not applied here in time")
                            : new CompletionException(cause);
                });
    }

    @Override
    public void close() throws IOException {
        consensus.close();
        threads.stopTimer();
        if (node.isPresent()) {
            markDurable();
        }
        router.close();
        reads.close();
        try {
            if (node.isPresent()) {
                node.get().close();
            }
        } finally {
            threads.close();
            storage.close();
        }
    }
}
