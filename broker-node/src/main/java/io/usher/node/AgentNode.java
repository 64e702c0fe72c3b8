package io.usher.node;

import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.SiteId;
import io.usher.node.agent.Agent;
import io.usher.node.agent.AgentSettings;
import io.usher.node.agent.AgentStatus;
import io.usher.node.agent.AgentThreads;
import io.usher.node.agent.BrokerConnections;
import io.usher.node.agent.BrokerSecurity;
import io.usher.node.agent.Entry;
import io.usher.node.agent.lease.BootClock;
import io.usher.node.agent.lease.KernelBootClock;
import io.usher.node.agent.load.KernelLoadSource;
import io.usher.node.agent.load.LoadSource;
import io.usher.node.agent.load.ProgramCounters;
import io.usher.node.agent.session.ExternalSessionSource;
import io.usher.node.agent.session.SessionSource;
import io.usher.node.agent.session.SetUpSource;
import io.usher.node.agent.session.XrdpSessionSource;
import io.usher.node.config.Address;
import io.usher.node.config.AgentConfig;
import io.usher.node.gateway.Admission;
import io.usher.node.gateway.Door;
import io.usher.node.gateway.DoorSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent process: the agent of this machine and, if there is one, its door. Closing it ends both. */
public final class AgentNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentNode.class);
    private static final Duration REBOOT_TIME_LIMIT = Duration.ofSeconds(10);

    private final AgentThreads threads;
    private final BrokerConnections connections;
    private final LoadSource load;
    private final Agent agent;
    private final Optional<Door> door;

    private AgentNode(
            AgentThreads threads, BrokerConnections connections, LoadSource load, Agent agent, Optional<Door> door) {
        this.threads = threads;
        this.connections = connections;
        this.load = load;
        this.agent = agent;
        this.door = door;
    }

    /**
     * Runs an agent, or many simulated hosts, until the process is told to end.
     *
     * @throws IOException if the machine does not tell its load or boot time, a file of the configuration cannot be
     *     read, or an address cannot be listened on
     */
    public static void run(AgentConfig config) throws IOException, InterruptedException {
        AutoCloseable node = config.source() instanceof AgentConfig.Source.Simulate simulate
                ? simulated(config, simulate)
                : start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAtTheEnd(node), "agent-end"));
        // A signal ends the process through the hook above; there is nothing else to wait for.
        new CountDownLatch(1).await();
    }

    /**
     * Starts the agent of this machine.
     *
     * @throws IOException as {@link #run} does
     */
    public static AgentNode start(AgentConfig config) throws IOException {
        BootClock clock = new KernelBootClock();
        LoadSource load = load(config);
        BrokerConnections connections = security(config).connections();
        AgentThreads threads = AgentThreads.start();
        try {
            Agent.Parts parts = new Agent.Parts(sessions(config, clock), load, clock, connections);
            Agent agent = new Agent(settings(config), parts, threads);
            Optional<Door> door = Optional.empty();
            if (config.door().isPresent()) {
                door = Optional.of(open(config.door().get(), agent));
            }
            agent.start();
            LOG.info("the agent of host={} has started", config.host().id());
            return new AgentNode(threads, connections, load, agent, door);
        } catch (IOException e) {
            load.close();
            threads.close();
            connections.close();
            throw e;
        }
    }

    /** Returns how the agent is doing. */
    public CompletionStage<AgentStatus> status() {
        return agent.status();
    }

    @Override
    public void close() {
        door.ifPresent(Door::close);
        agent.close();
        load.close();
        threads.close();
        connections.close();
    }

    private static SimulatedHosts simulated(AgentConfig config, AgentConfig.Source.Simulate simulate)
            throws IOException {
        AgentConfig.Host host = config.host();
        if (!host.endpoint().isLoopback()) {
            throw new IOException("expected a loopback host.endpoint for simulated hosts, since nobody else may come"
                    + " to them, found " + host.endpoint());
        }
        SimulatedHosts hosts = SimulatedHosts.start(new SimulatedHosts.Settings(
                simulate.hosts(),
                new HostId(host.id()),
                new PoolId(host.pool()),
                brokers(config),
                security(config),
                host.endpoint().port(),
                host.maxSessions(),
                host.weight(),
                config.counters()));
        LOG.info("{} simulated hosts have started, endpoint={}", simulate.hosts(), hosts.address());
        return hosts;
    }

    private static AgentSettings settings(AgentConfig config) {
        AgentConfig.Host host = config.host();
        AgentSettings.ProposedHost proposed = new AgentSettings.ProposedHost(
                new HostId(host.id()),
                new PoolId(host.pool()),
                host.endpoint().toString(),
                host.weight(),
                host.maxSessions());
        return new AgentSettings(proposed, brokers(config), AgentSettings.Timing.USUAL, config.endOutsideLease());
    }

    private static List<String> brokers(AgentConfig config) {
        return config.brokers().stream().map(Address::toString).toList();
    }

    private static BrokerSecurity security(AgentConfig config) {
        BrokerSecurity known = config.tls()
                .<BrokerSecurity>map(tls -> new BrokerSecurity.MutualTls(
                        tls.authorities(),
                        tls.files().certificate(),
                        tls.files().key()))
                .orElseGet(BrokerSecurity.None::new);
        return config.site()
                .<BrokerSecurity>map(site -> new BrokerSecurity.OfSite(known, new SiteId(site)))
                .orElse(known);
    }

    private static LoadSource load(AgentConfig config) throws IOException {
        LoadSource kernel = new KernelLoadSource();
        return config.counters()
                .<LoadSource>map(own ->
                        ProgramCounters.start(own.program(), own.interval()).besides(kernel))
                .orElse(kernel);
    }

    private static SessionSource sessions(AgentConfig config, BootClock clock) {
        return new SetUpSource(sessions(config.source(), clock), config.host().rebootCommand(), REBOOT_TIME_LIMIT);
    }

    private static SessionSource sessions(AgentConfig.Source source, BootClock clock) {
        if (source instanceof AgentConfig.Source.Command command) {
            return new ExternalSessionSource(
                    new ExternalSessionSource.Commands(
                            command.list(), command.end(), command.disconnect(), command.reset(), command.message()),
                    command.timeLimit());
        }
        return new XrdpSessionSource(clock);
    }

    private static Door open(AgentConfig.Door place, Agent agent) throws IOException {
        DoorSettings settings = new DoorSettings(
                new InetSocketAddress(place.listen().host(), place.listen().port()),
                new InetSocketAddress(
                        place.sessionHost().host(), place.sessionHost().port()),
                DoorSettings.Limits.USUAL);
        return Door.open(settings, (token, client) -> agent.admit(token).thenApply(entry -> admission(agent, entry)));
    }

    private static Admission admission(Agent agent, Entry entry) {
        if (entry instanceof Entry.Granted granted) {
            agent.look();
            return new Admission.Admitted(granted.session().toString(), agent::look);
        }
        return new Admission.Refused(((Entry.Denied) entry).reason());
    }

    private static void closeAtTheEnd(AutoCloseable node) {
        try {
            node.close();
        } catch (Exception e) {
            LOG.warn("the agent did not end in good order", e);
        }
    }
}
