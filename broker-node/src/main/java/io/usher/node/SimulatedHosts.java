package io.usher.node;

import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.UserName;
import io.usher.node.agent.Agent;
import io.usher.node.agent.AgentSettings;
import io.usher.node.agent.AgentThreads;
import io.usher.node.agent.BrokerConnections;
import io.usher.node.agent.BrokerSecurity;
import io.usher.node.agent.Entry;
import io.usher.node.agent.lease.BootClock;
import io.usher.node.agent.lease.KernelBootClock;
import io.usher.node.agent.load.LoadSource;
import io.usher.node.agent.load.ProgramCounters;
import io.usher.node.agent.load.SimulatedLoadSource;
import io.usher.node.agent.session.SimulatedSessionSource;
import io.usher.node.config.AgentConfig;
import io.usher.node.gateway.Admission;
import io.usher.node.gateway.Door;
import io.usher.node.gateway.DoorSettings;
import io.usher.node.gateway.SimulatedSessionHost;
import io.usher.node.ticket.Fingerprint;
import io.usher.node.ticket.TicketCodec;
import io.usher.node.ticket.TicketDecoding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Many hosts in one process: real agents, real tickets, sessions that exist only in memory. They share one door on
 * loopback, which tells them apart by the host that a ticket names. A user has a session from arriving on; it is
 * disconnected when the connection ends, and ends when a broker says so. For the demo, tests and measuring.
 */
public final class SimulatedHosts implements AutoCloseable {
    private static final int AGENTS_PER_CONNECTION = 50;
    // Simulated users say their name to nobody, so a broker's word is worth waiting for.
    private static final AgentSettings.Timing TIMING = new AgentSettings.Timing(
            Duration.ofMillis(500), Duration.ofMillis(4500), Duration.ofMinutes(1), Duration.ofSeconds(30));
    private static final DoorSettings.Limits LIMITS = new DoorSettings.Limits(
            Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofSeconds(15), 4096, 65_536, 64);

    private final AgentThreads threads = AgentThreads.start();
    private final List<BrokerConnections> connections = new ArrayList<>();
    private final Map<Fingerprint, SimulatedHost> hosts = new ConcurrentHashMap<>();
    private final SimulatedSessionHost sessionHost;
    private final Door door;
    private final Optional<ProgramCounters> counters;

    private record SimulatedHost(Agent agent, SimulatedSessionSource sessions, Supplier<Agent> start) {}

    /**
     * What simulated hosts are made of.
     *
     * @param count how many, at least 1
     * @param id id of a single one; several have a dash and a number from 1 on behind it
     * @param pool pool they belong to
     * @param brokers addresses of brokers, host:port
     * @param security how brokers are reached
     * @param port port on loopback for their users; 0 for any free one
     * @param maxSessions seats of each; 0 for as many as the pool says
     * @param weight share of sessions of each, compared with other hosts; 0 for the usual
     * @param counters counters of the administrator's own, which all of them report; empty for none
     */
    public record Settings(
            int count,
            HostId id,
            PoolId pool,
            List<String> brokers,
            BrokerSecurity security,
            int port,
            int maxSessions,
            int weight,
            Optional<AgentConfig.OwnCounters> counters) {
        public Settings {
            brokers = List.copyOf(brokers);
            if (count < 1 || count > 9999) {
                throw new IllegalArgumentException("expected 1 to 9999 simulated hosts, found " + count);
            }
        }
    }

    private SimulatedHosts(Settings settings) throws IOException {
        sessionHost = SimulatedSessionHost.start();
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        door = Door.open(new DoorSettings(listen, sessionHost.address(), LIMITS), (token, client) -> admission(token));
        BootClock clock = new KernelBootClock();
        counters = settings.counters().map(own -> ProgramCounters.start(own.program(), own.interval()));
        for (int number = 1; number <= settings.count(); number++) {
            if ((number - 1) % AGENTS_PER_CONNECTION == 0) {
                connections.add(settings.security().connections());
            }
            add(settings, number, clock);
        }
    }

    /**
     * Starts simulated hosts.
     *
     * @throws IOException if the machine does not tell its boot time, or the port cannot be listened on
     */
    public static SimulatedHosts start(Settings settings) throws IOException {
        SimulatedHosts hosts = new SimulatedHosts(settings);
        hosts.hosts.values().forEach(host -> host.agent().start());
        return hosts;
    }

    /** Returns where users of all these hosts arrive. */
    public InetSocketAddress address() {
        return door.address();
    }

    /**
     * Lets a user arrive without a connection. The session stays active until a broker ends or disconnects it.
     *
     * @param ticket text of a ticket for one of these hosts
     */
    public CompletionStage<Entry> arrive(String ticket) {
        if (!(TicketCodec.decode(ticket) instanceof TicketDecoding.Decoded decoded)) {
            return CompletableFuture.completedFuture(new Entry.Denied("malformed"));
        }
        SimulatedHost host = hosts.get(decoded.ticket().host());
        if (host == null) {
            return CompletableFuture.completedFuture(new Entry.Denied("other_host"));
        }
        return host.agent().admit(ticket).thenApply(entry -> {
            if (entry instanceof Entry.Granted granted) {
                granted.user().ifPresent(user -> host.sessions().arrive(new UserName(user)));
                host.agent().look();
            }
            return entry;
        });
    }

    @Override
    public void close() {
        door.close();
        sessionHost.close();
        hosts.values().forEach(host -> host.agent().close());
        counters.ifPresent(ProgramCounters::close);
        threads.close();
        connections.forEach(BrokerConnections::close);
    }

    private void add(Settings settings, int number, BootClock clock) {
        HostId id = settings.count() == 1 ? settings.id() : new HostId(settings.id() + "-" + number);
        BrokerConnections brokers = connections.get(connections.size() - 1);
        SimulatedSessionSource sessions = new SimulatedSessionSource(() -> restart(id));
        String endpoint = "127.0.0.1:" + door.address().getPort();
        AgentSettings.ProposedHost proposed = new AgentSettings.ProposedHost(
                id, settings.pool(), endpoint, settings.weight(), settings.maxSessions());
        LoadSource simulated = new SimulatedLoadSource(sessions::active, number);
        LoadSource load = counters.map(own -> own.besides(simulated)).orElse(simulated);
        Supplier<Agent> start = () -> new Agent(
                new AgentSettings(proposed, settings.brokers(), TIMING),
                new Agent.Parts(sessions, load, clock, brokers),
                threads);
        hosts.put(Fingerprint.of(id.value()), new SimulatedHost(start.get(), sessions, start));
    }

    /** A machine that starts again comes with another agent. */
    private void restart(HostId id) {
        hosts.computeIfPresent(Fingerprint.of(id.value()), (name, host) -> {
            host.agent().close();
            Agent next = host.start().get();
            next.start();
            return new SimulatedHost(next, host.sessions(), host.start());
        });
    }

    private CompletionStage<Admission> admission(String token) {
        return arrive(token).thenApply(entry -> {
            if (entry instanceof Entry.Granted granted) {
                return new Admission.Admitted(granted.session().toString(), () -> left(token, granted));
            }
            return new Admission.Refused(((Entry.Denied) entry).reason());
        });
    }

    private void left(String token, Entry.Granted granted) {
        if (TicketCodec.decode(token) instanceof TicketDecoding.Decoded decoded
                && granted.user().isPresent()) {
            SimulatedHost host = hosts.get(decoded.ticket().host());
            if (host != null) {
                host.sessions().leave(new UserName(granted.user().get()));
                host.agent().look();
            }
        }
    }
}
