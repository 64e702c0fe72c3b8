package io.usher.it.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Describes a cluster, then starts it. */
public final class ClusterBuilder {

    private int size = 3;
    private Optional<Installation> installation = Optional.empty();
    private Optional<Path> backup = Optional.empty();
    private boolean relayed;
    private boolean ownDisks;
    /** For brokers that live for seconds: most of what the optimising compiler did would come too late for them. */
    private final List<String> jvmOptions =
            new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m"));

    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, List<String>> jvmOptionsOfOne = new TreeMap<>();

    ClusterBuilder() {}

    /** How many brokers; their ids are b1, b2 and so on. */
    public ClusterBuilder withBrokers(int count) {
        size = count;
        return this;
    }

    /** Which installation to run, if not the one of this build. */
    public ClusterBuilder from(Installation other) {
        installation = Optional.of(other);
        return this;
    }

    /** Has every broker begin with this backup. */
    public ClusterBuilder restoredFrom(Path file) {
        backup = Optional.of(file);
        return this;
    }

    /** Gives every broker a disk of its own for what it stores. Needs root, see {@link #canHaveDisks}. */
    public ClusterBuilder onDisksOfTheirOwn() {
        ownDisks = true;
        return this;
    }

    /** Whether this machine and user can give brokers disks of their own. */
    public static boolean canHaveDisks(Path folder) {
        return LoopDisk.arePossible(folder);
    }

    /** Puts a relay into every link between brokers. */
    public ClusterBuilder withRelays() {
        relayed = true;
        return this;
    }

    /** Adds to the command line of every broker's JVM; later options win. */
    public ClusterBuilder withJvmOptions(String... options) {
        jvmOptions.addAll(List.of(options));
        return this;
    }

    /** Adds to the command line of one broker's JVM. */
    public ClusterBuilder withJvmOptionsOf(String broker, String... options) {
        jvmOptionsOfOne.computeIfAbsent(broker, id -> new ArrayList<>()).addAll(List.of(options));
        return this;
    }

    /** Sets something in the configuration of every broker. */
    public ClusterBuilder with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Sets all of these in the configuration of every broker. */
    public ClusterBuilder withAll(Map<String, String> more) {
        settings.putAll(more);
        return this;
    }

    /**
     * Starts the brokers and returns at once.
     *
     * @param folder of this cluster alone; each broker has a folder in it
     */
    public TestCluster startIn(Path folder) {
        Ports ports = new Ports();
        List<BrokerAddress> addresses = new ArrayList<>();
        for (int number = 1; number <= size; number++) {
            String id = "b" + number;
            int port = ports.next(BrokerAddress.PORTS);
            // Names below localhost are loopback by RFC 6761, and a broker may use them without TLS.
            addresses.add(
                    relayed
                            ? new BrokerAddress(id, id + ".localhost", "127.0.1." + number, port)
                            : new BrokerAddress(id, "127.0.0.1", "127.0.0.1", port));
        }
        List<BrokerProcess> brokers = new CopyOnWriteArrayList<>();
        Optional<Network> network =
                relayed ? Optional.of(new Network(addresses, () -> processIds(brokers))) : Optional.empty();
        brokers.addAll(addresses.stream()
                .map(address -> new BrokerProcess(
                        address, folder.resolve(address.id()), launch(address, addresses, network, folder)))
                .toList());
        backup.ifPresent(file -> brokers.forEach(broker -> broker.restore(file)));
        Map<String, LoopDisk> disks = new TreeMap<>();
        if (ownDisks) {
            brokers.forEach(broker ->
                    disks.put(broker.id(), LoopDisk.mount(folder.resolve(broker.id() + ".img"), broker.storage())));
        }
        TestCluster cluster = new TestCluster(brokers, network, disks);
        cluster.start();
        return cluster;
    }

    private BrokerProcess.Launch launch(
            BrokerAddress address, List<BrokerAddress> peers, Optional<Network> network, Path folder) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(jvmOptionsOfOne.getOrDefault(address.id(), List.of()));
        network.ifPresent(links -> options.add(links.jvmOption(address, folder)));
        return new BrokerProcess.Launch(installation.orElseGet(Installation::ofThisBuild), options, settings, peers);
    }

    private static Map<String, Long> processIds(List<BrokerProcess> brokers) {
        Map<String, Long> ids = new TreeMap<>();
        brokers.forEach(broker -> broker.pid().ifPresent(pid -> ids.put(broker.id(), pid)));
        return ids;
    }
}
