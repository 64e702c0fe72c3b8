package io.usher.it.traffic;

import io.grpc.netty.NettyChannelBuilder;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.it.client.Endpoint;
import io.usher.it.history.LeaseRenewal;
import io.usher.it.history.Recorder;
import io.usher.it.history.Stay;
import io.usher.node.agent.Agent;
import io.usher.node.agent.AgentSettings;
import io.usher.node.agent.AgentThreads;
import io.usher.node.agent.BrokerConnections;
import io.usher.node.agent.lease.KernelBootClock;
import io.usher.node.agent.load.SimulatedLoadSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Hosts of one pool, each with a real agent, in this process. Thread-safe. */
public final class HostFleet implements AutoCloseable {

    private static final AgentSettings.Timing TIMING = new AgentSettings.Timing(
            Duration.ofMillis(250), Duration.ofMillis(1500), Duration.ofSeconds(20), Duration.ofSeconds(5));

    private final Recorder recorder;
    private final List<String> brokers;
    private final AgentThreads threads = AgentThreads.start();
    private final Map<String, FleetHost> hosts = new TreeMap<>();
    private final Map<String, BrokerConnections> connections = new TreeMap<>();

    /**
     * What the hosts are.
     *
     * @param count how many; their ids are h01, h02 and so on
     * @param pool id of their pool
     * @param seats of each; 0 for as many as the pool says
     */
    public record Shape(int count, String pool, int seats) {}

    /** Starts the hosts; they register by themselves. */
    public HostFleet(List<Endpoint> brokers, Recorder recorder, Shape shape) {
        this.recorder = recorder;
        this.brokers = brokers.stream().map(Endpoint::address).toList();
        for (int number = 1; number <= shape.count(); number++) {
            add(number, shape);
        }
        hosts.values().forEach(host -> host.agent().start());
    }

    private void add(int number, Shape shape) {
        String name = String.format(Locale.ROOT, "h%02d", number);
        HostLine line = new HostLine(name, recorder);
        BrokerConnections to = new BrokerConnections(address -> NettyChannelBuilder.forTarget(address)
                .usePlaintext()
                .intercept(line)
                .build());
        connections.put(name, to);
        AgentSettings settings = new AgentSettings(
                new AgentSettings.ProposedHost(
                        new HostId(name), new PoolId(shape.pool()), "127.0.0.1:" + (10_000 + number), 0, shape.seats()),
                brokers,
                TIMING);
        hosts.put(name, new FleetHost(name, line, host -> new Agent(settings, parts(host, number, to), threads)));
    }

    private static Agent.Parts parts(FleetHost host, int number, BrokerConnections to) {
        try {
            return new Agent.Parts(host, new SimulatedLoadSource(host::active, number), new KernelBootClock(), to);
        } catch (IOException e) {
            throw new UncheckedIOException("this machine does not tell its boot time", e);
        }
    }

    /** All hosts in order of name. */
    public List<FleetHost> hosts() {
        return List.copyOf(hosts.values());
    }

    /** The host of an assignment, hosts/{host}, or of that id. */
    public FleetHost host(String name) {
        FleetHost host = hosts.get(name.startsWith("hosts/") ? name.substring("hosts/".length()) : name);
        if (host == null) {
            throw new IllegalArgumentException("expected one of the hosts " + hosts.keySet() + ", found " + name);
        }
        return host;
    }

    /** Who was let in where, and until when. */
    public List<Stay> stays() {
        return hosts.values().stream().flatMap(host -> host.stays().stream()).toList();
    }

    /** When leases were renewed. */
    public List<LeaseRenewal> renewals() {
        return hosts.values().stream().flatMap(host -> host.renewals().stream()).toList();
    }

    @Override
    public void close() {
        hosts.values().forEach(host -> host.agent().close());
        threads.close();
        connections.values().forEach(BrokerConnections::close);
    }
}
