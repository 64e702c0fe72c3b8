package io.usher.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The links between brokers, each through a relay. All brokers are told the same names; what a name stands for is in
 * the file of host names that each JVM reads: for a broker itself the address where it listens, for the others the one
 * where the relay does. So every link can have a fault of its own without the brokers knowing of relays.
 */
final class Network implements AutoCloseable {

    private final List<BrokerAddress> brokers;
    private final Map<String, List<FaultProxy>> relays = new TreeMap<>();

    /**
     * Begins to relay for these brokers.
     *
     * @param processes ids of their processes at present
     */
    Network(List<BrokerAddress> brokers, Supplier<Map<String, Long>> processes) {
        this.brokers = List.copyOf(brokers);
        SocketOwners owners = new SocketOwners(processes);
        for (BrokerAddress broker : brokers) {
            List<FaultProxy> all = new ArrayList<>();
            for (int port = broker.api(); port < broker.api() + BrokerAddress.PORTS; port++) {
                all.add(new FaultProxy(
                        new InetSocketAddress(relayIp(broker), port),
                        new InetSocketAddress(broker.ip(), port),
                        owners::callerOf));
            }
            relays.put(broker.id(), all);
        }
    }

    /** The JVM option that makes a broker see the others through the relays. */
    String jvmOption(BrokerAddress self, Path folder) {
        Path file = folder.resolve(self.id() + ".hosts");
        String names = brokers.stream()
                .map(broker -> (broker.id().equals(self.id()) ? broker.ip() : relayIp(broker)) + " " + broker.host())
                .collect(Collectors.joining("\n", "127.0.0.1 localhost\n", "\n"));
        try {
            Files.createDirectories(folder);
            Files.writeString(file, names);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the host names of " + self.id(), e);
        }
        return "-Djdk.net.hosts.file=" + file;
    }

    /** Changes what passes from one to the other, on all their connections in that direction of calling. */
    void set(String caller, String callee, LinkState state) {
        relays.getOrDefault(callee, List.of()).forEach(relay -> relay.set(caller, state));
    }

    /** Changes what passes between a broker and all others, whoever calls. */
    void setAround(String broker, LinkState state) {
        for (BrokerAddress other : brokers) {
            if (!other.id().equals(broker)) {
                set(broker, other.id(), state);
                set(other.id(), broker, state);
            }
        }
    }

    /** Where a client reaches the API of a broker through the relay, as caller {@link SocketOwners#SOMEBODY}. */
    InetSocketAddress relayOfApi(BrokerAddress broker) {
        return new InetSocketAddress(relayIp(broker), broker.api());
    }

    private static String relayIp(BrokerAddress broker) {
        return broker.ip().replace("127.0.1.", "127.0.2.");
    }

    @Override
    public void close() {
        relays.values().forEach(all -> all.forEach(FaultProxy::close));
    }
}
