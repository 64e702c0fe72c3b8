package io.usher.it.traffic;

import io.usher.it.client.Endpoint;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.history.CommittedLog;
import io.usher.it.history.Coverage;
import io.usher.it.history.History;
import io.usher.it.history.LogKeeper;
import io.usher.it.history.LogReader;
import io.usher.it.history.Recorder;
import io.usher.it.history.Violation;
import io.usher.it.history.WatchRecord;
import io.usher.it.history.WitnessCheck;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.ListHostsRequest;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.ReadConsistency;
import io.usher.proto.v1.SessionServiceGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run whose whole history is checked when it is over: writes down what clients and hosts see, keeps the brokers'
 * logs, and compares the two. One thread at a time, apart from the clients.
 */
public final class CheckedRun implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestCluster cluster;
    private final Recorder recorder;
    private final LogKeeper keeper;
    private final List<Watcher> watchers = new ArrayList<>();
    private Optional<HostFleet> fleet = Optional.empty();
    private int clients;

    /**
     * Begins to write down.
     *
     * @param folder of this run; the brokers' folders lie on the same file system
     * @param seed of the run, for the record
     */
    public CheckedRun(TestCluster cluster, Path folder, long seed) {
        this.cluster = cluster;
        this.recorder = new Recorder(folder.resolve("history.jsonl"), seed);
        this.keeper = new LogKeeper(
                cluster.brokers().stream().map(BrokerProcess::storage).toList(), folder.resolve("kept-log"));
    }

    /** What came of a run. */
    public record Result(List<Violation> violations, Coverage coverage, CommittedLog log, History history) {}

    /** A client of its own name whose calls are written down. */
    public RecordingClient client() {
        return new RecordingClient("client-" + ++clients, cluster.client(), recorder);
    }

    /** So many clients. */
    public List<RecordingClient> clients(int count) {
        List<RecordingClient> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(client());
        }
        return all;
    }

    /** Starts the hosts; once for a run. */
    public HostFleet hosts(HostFleet.Shape shape) {
        return hosts(cluster.endpoints(), shape);
    }

    /** Starts the hosts with agents that know only some brokers to begin with; once for a run. */
    public HostFleet hosts(List<Endpoint> brokers, HostFleet.Shape shape) {
        HostFleet started = new HostFleet(brokers, recorder, shape);
        fleet = Optional.of(started);
        return started;
    }

    /** Starts a watch of all sessions whose every message is checked. */
    public Watcher watch(long afterRevision) {
        List<String> brokers = cluster.brokers().stream().map(BrokerProcess::id).toList();
        Watcher watcher = new Watcher("watcher-" + (watchers.size() + 1), cluster.client(), brokers, afterRevision);
        watchers.add(watcher);
        return watcher;
    }

    /** Where calls are written down, for clients of a test's own making. */
    public Recorder recorder() {
        return recorder;
    }

    /**
     * Ends the run: all brokers must come to the same state, then they are stopped and everything is checked. The
     * workload must be over, all brokers up and all links open.
     */
    public Result finish() {
        long committed = cluster.awaitEqualDigests();
        lookOnceMore();
        watchers.forEach(Watcher::close);
        fleet.ifPresent(HostFleet::close);
        committed = Math.max(committed, cluster.awaitEqualDigests());
        cluster.brokers().parallelStream().forEach(BrokerProcess::stop);
        CommittedLog log = LogReader.read(keeper.segments(), committed);
        List<WatchRecord> watched = watchers.stream().map(Watcher::record).toList();
        History history = new History(
                recorder.operations(),
                watched,
                fleet.map(HostFleet::stays).orElse(List.of()),
                fleet.map(HostFleet::renewals).orElse(List.of()));
        return new Result(WitnessCheck.check(history, log), WitnessCheck.coverage(history, log), log, history);
    }

    /** Every broker shows everything once more, so that nothing acknowledged can have gone unnoticed. */
    private void lookOnceMore() {
        for (BrokerProcess broker : cluster.brokers()) {
            RecordingClient one = new RecordingClient(
                    "last-look-" + broker.id(), cluster.client(List.of(broker.endpoint())), recorder);
            for (ReadConsistency consistency :
                    List.of(ReadConsistency.READ_CONSISTENCY_LINEARIZABLE, ReadConsistency.READ_CONSISTENCY_STALE)) {
                Farm.must(one.call(
                        SessionServiceGrpc.getListSessionsMethod(),
                        ListSessionsRequest.newBuilder()
                                .setPageSize(1000)
                                .setConsistency(consistency)
                                .build(),
                        LIMIT));
                Farm.must(one.call(
                        HostServiceGrpc.getListHostsMethod(),
                        ListHostsRequest.newBuilder()
                                .setPageSize(1000)
                                .setConsistency(consistency)
                                .build(),
                        LIMIT));
            }
        }
    }

    @Override
    public void close() {
        watchers.forEach(Watcher::close);
        fleet.ifPresent(HostFleet::close);
        keeper.close();
        recorder.close();
    }
}
