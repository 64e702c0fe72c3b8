package io.usher.it.cluster;

import io.usher.it.client.Endpoint;
import io.usher.it.client.UsherClient;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetStateDigestRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The brokers of one site, each a process of its own on this machine. One thread at a time. */
public final class TestCluster implements AutoCloseable {

    private static final Duration ELECTION_LIMIT = Duration.ofSeconds(90);
    private static final Duration QUESTION_LIMIT = Duration.ofSeconds(1);
    private static final Duration DIGEST_LIMIT = Duration.ofSeconds(10);
    /** More than a busy site writes while everybody is asked, and soon there where the machine is busy. */
    private static final int ENTRIES_AHEAD = 50;

    private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(60);

    private final List<BrokerProcess> brokers;
    private final Optional<Network> network;
    private final Map<String, LoopDisk> disks;
    private final UsherClient control;
    private final List<UsherClient> clients = new ArrayList<>();

    TestCluster(List<BrokerProcess> brokers, Optional<Network> network, Map<String, LoopDisk> disks) {
        this.brokers = new CopyOnWriteArrayList<>(brokers);
        this.network = network;
        this.disks = Map.copyOf(disks);
        this.control = new UsherClient(endpoints());
    }

    /** A cluster to be described. */
    public static ClusterBuilder aCluster() {
        return new ClusterBuilder();
    }

    /** All brokers in order of id. */
    public List<BrokerProcess> brokers() {
        return List.copyOf(brokers);
    }

    /** The broker of that id. */
    public BrokerProcess broker(String id) {
        return brokers.stream()
                .filter(broker -> broker.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of " + brokers + ", found " + id));
    }

    /** Starts another broker, which asks one of the others to join and waits to be added. */
    public BrokerProcess startNewcomer(String id, BrokerProcess asked) {
        BrokerProcess newcomer = asked.newcomer(id, new Ports().next(BrokerAddress.PORTS));
        brokers.add(newcomer);
        control.add(newcomer.endpoint());
        newcomer.start();
        return newcomer;
    }

    /** Adds and removes brokers. */
    public Membership membership() {
        return new Membership(control);
    }

    /** Runs a command of {@code usher} against a broker, and waits for its end. */
    public CommandResult run(BrokerProcess asked, String... arguments) {
        return CommandResult.of(asked.endpoint(), List.of(arguments));
    }

    /** Has nothing to do with a broker any more, and ends it if it still runs. */
    public void forget(BrokerProcess broker) {
        broker.end();
        brokers.remove(broker);
    }

    /** Where the APIs of all brokers are reached. */
    public List<Endpoint> endpoints() {
        return brokers.stream().map(BrokerProcess::endpoint).toList();
    }

    /** A client of all brokers, closed with the cluster. */
    public UsherClient client() {
        return client(endpoints());
    }

    /** A client of these brokers, closed with the cluster. */
    public UsherClient client(List<Endpoint> of) {
        UsherClient client = new UsherClient(of);
        clients.add(client);
        return client;
    }

    /** Starts the brokers that are down. Returns at once. */
    public void start() {
        brokers.stream().filter(broker -> broker.pid().isEmpty()).forEach(BrokerProcess::start);
    }

    /**
     * Waits until a broker leads that a majority follows, as the brokers that answer tell.
     *
     * @throws IllegalStateException when there is none in time
     */
    public BrokerProcess awaitPrimary() {
        return Waiting.forValue("a primary that a majority follows", ELECTION_LIMIT, this::primary);
    }

    /**
     * Waits until every broker answers: a primary has only a majority, and the others may just have begun to start.
     *
     * @throws IllegalStateException when one does not in time
     */
    public void awaitEveryBroker() {
        Waiting.until(
                "an answer of every broker", ELECTION_LIMIT, () -> statuses().size() == brokers.size());
    }

    private Optional<BrokerProcess> primary() {
        Map<String, BrokerStatus> told = statuses();
        for (BrokerStatus status : told.values()) {
            long followers = told.values().stream()
                    .filter(other ->
                            other.getPrimary().equals(status.getBroker()) && other.getTerm() == status.getTerm())
                    .count();
            if (status.getRole() == BrokerStatus.Role.ROLE_PRIMARY && followers > brokers.size() / 2) {
                return Optional.of(broker(status.getBroker()));
            }
        }
        return Optional.empty();
    }

    /** What each broker that answers says about itself, by id. */
    public Map<String, BrokerStatus> statuses() {
        Map<String, BrokerStatus> statuses = new ConcurrentHashMap<>();
        brokers.stream()
                .filter(BrokerProcess::isRunning)
                .parallel()
                .forEach(broker -> control.status(broker.id(), QUESTION_LIMIT)
                        .ifPresent(status -> statuses.put(broker.id(), status)));
        return new TreeMap<>(statuses);
    }

    /** What a broker says about itself, once it answers. */
    public BrokerStatus statusOf(BrokerProcess broker) {
        return Waiting.forValue(
                "an answer of " + broker,
                ELECTION_LIMIT,
                () -> Optional.ofNullable(statuses().get(broker.id())));
    }

    /** Kills the primary and returns it. */
    public BrokerProcess killPrimary() {
        BrokerProcess primary = awaitPrimary();
        primary.kill();
        return primary;
    }

    /** Pauses the primary and returns it. */
    public BrokerProcess pausePrimary() {
        BrokerProcess primary = awaitPrimary();
        primary.pause();
        return primary;
    }

    /** The brokers that do not lead. */
    public List<BrokerProcess> secondaries() {
        BrokerProcess primary = awaitPrimary();
        return brokers.stream().filter(broker -> broker != primary).toList();
    }

    /** Changes what passes between a broker and the others. Needs relays. */
    public void setLinksOf(BrokerProcess broker, LinkState state) {
        network().setAround(broker.id(), state);
    }

    /** Takes a broker off the network: nothing passes between it and the others, and nobody is told. Needs relays. */
    public void cutOff(BrokerProcess broker) {
        setLinksOf(broker, LinkState.SILENT);
    }

    /** Lets everything pass again. Needs relays. */
    public void heal() {
        brokers.forEach(broker -> setLinksOf(broker, LinkState.OPEN));
    }

    /** Where a client reaches a broker through its relay. */
    public Endpoint relayed(BrokerProcess broker) {
        var address = network().relayOfApi(broker.address());
        return new Endpoint(broker.id(), address.getHostString(), address.getPort());
    }

    /** Changes what passes between clients that come through the relay and a broker. */
    public void setRelayed(BrokerProcess broker, LinkState state) {
        network().set(SocketOwners.SOMEBODY, broker.id(), state);
    }

    /** Has a broker's disk hang: what is written waits. Needs disks of their own. */
    public void freezeDiskOf(BrokerProcess broker) {
        disk(broker).freeze();
    }

    /** Lets it go on. */
    public void thawDiskOf(BrokerProcess broker) {
        disk(broker).thaw();
    }

    /** Has a broker's disk be full. Needs disks of their own. */
    public void fillDiskOf(BrokerProcess broker) {
        disk(broker).fill();
    }

    /** Gives it room again. */
    public void makeRoomOnDiskOf(BrokerProcess broker) {
        disk(broker).makeRoom();
    }

    private LoopDisk disk(BrokerProcess broker) {
        return Optional.ofNullable(disks.get(broker.id()))
                .orElseThrow(() -> new IllegalStateException("this cluster was built without disks of its own"));
    }

    private Network network() {
        return network.orElseThrow(() -> new IllegalStateException("this cluster was built without relays"));
    }

    /** Stops all brokers politely and starts them again. */
    public void restartAll() {
        brokers.parallelStream().forEach(BrokerProcess::stop);
        start();
        awaitPrimary();
    }

    /** Forgets everything that a broker stored. It must be down. */
    public void wipe(BrokerProcess broker) {
        if (broker.pid().isPresent()) {
            throw new IllegalStateException(broker + " is running: stop it before its storage is wiped");
        }
        try {
            FileTree.delete(broker.storage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wipe " + broker.storage(), e);
        }
    }

    /** The digest of each reachable broker's state, at least of the highest revision that any of them has applied. */
    public Map<String, StateDigest> digests() {
        long revision = statuses().values().stream()
                .mapToLong(BrokerStatus::getAppliedIndex)
                .max()
                .orElse(0);
        return digests(revision);
    }

    private Map<String, StateDigest> digests(long revision) {
        // All at once, however few cores there are: one that is asked late has gone past a revision that lay ahead.
        Map<String, StateDigest> digests = new ConcurrentHashMap<>();
        List<Thread> questions = brokers.stream()
                .filter(BrokerProcess::isRunning)
                .map(broker -> new Thread(
                        () -> digest(broker, revision).ifPresent(digest -> digests.put(broker.id(), digest))))
                .toList();
        questions.forEach(Thread::start);
        questions.forEach(TestCluster::join);
        return new TreeMap<>(digests);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The digest of every broker at one revision that lies ahead: for a site that goes on writing meanwhile. */
    public Map<String, StateDigest> digestsAhead() {
        long revision = statuses().values().stream()
                .mapToLong(BrokerStatus::getAppliedIndex)
                .max()
                .orElse(0);
        return digests(revision + ENTRIES_AHEAD);
    }

    private Optional<StateDigest> digest(BrokerProcess broker, long revision) {
        return control.ask(
                        broker.id(),
                        ClusterServiceGrpc.getGetStateDigestMethod(),
                        GetStateDigestRequest.newBuilder()
                                .setMinRevision(revision)
                                .build(),
                        DIGEST_LIMIT)
                .map(response -> new StateDigest(response.getHeader().getRevision(), response.getDigest()));
    }

    /**
     * Waits until all brokers have the same state, and returns the revision of it.
     *
     * @throws IllegalStateException when they have not in time, or when two have different states of one revision
     */
    public long awaitEqualDigests() {
        return Waiting.forValue("the same state on all brokers", CATCH_UP_LIMIT, () -> {
            Map<String, StateDigest> digests = digests();
            long revisions = digests.values().stream()
                    .map(StateDigest::revision)
                    .distinct()
                    .count();
            long states = digests.values().stream()
                    .map(StateDigest::digest)
                    .distinct()
                    .count();
            if (revisions == 1 && states > 1) {
                throw new IllegalStateException("brokers have different states: " + digests);
            }
            boolean all = digests.size() == brokers.size() && revisions == 1;
            return all ? Optional.of(digests.values().iterator().next().revision()) : Optional.empty();
        });
    }

    @Override
    public void close() {
        clients.forEach(UsherClient::close);
        control.close();
        // A process whose disk hangs cannot end.
        disks.values().forEach(LoopDisk::thaw);
        brokers.forEach(BrokerProcess::end);
        disks.values().forEach(LoopDisk::close);
        network.ifPresent(Network::close);
    }

    /**
     * The state of a broker.
     *
     * @param revision that it is of
     * @param digest SHA-256 in hexadecimal
     */
    public record StateDigest(long revision, String digest) {}
}
