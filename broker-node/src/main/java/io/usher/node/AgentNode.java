package io.usher.node;

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
import io.usher.node.agent.load.SimulatedLoadSource;
import io.usher.node.agent.session.ExternalSessionSource;
import io.usher.node.agent.session.SessionSource;
import io.usher.node.agent.session.XrdpSessionSource;
import io.usher.node.gateway.Admission;
import io.usher.node.gateway.Door;
import io.usher.node.gateway.DoorSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An agent process: the agent of this machine and, if there is one, its door. Closing it ends both. */
public final class AgentNode implements AutoCloseable {
    private final AgentThreads threads;
    private final BrokerConnections connections;
    private final Agent agent;
    private final Optional<Door> door;

    /**
     * What an agent process is made of.
     *
     * @param agent what the agent has to know
     * @param security how brokers are reached
     * @param sessions where sessions are seen
     * @param load where load is seen
     * @param door where clients come in; empty if they reach the session host in another way
     */
    public record Settings(
            AgentSettings agent, BrokerSecurity security, Sessions sessions, LoadKind load, Optional<DoorPlace> door) {}

    /** Where the sessions of a host are seen. */
    public sealed interface Sessions {
        /** xrdp on this machine. */
        record Xrdp() implements Sessions {}

        /**
         * Programs of the host, each with its arguments.
         *
         * @param list prints one JSON object for each session
         * @param end ends the session {@code {key}}
         * @param disconnect takes the client of the session {@code {key}} away
         * @param timeLimit longest time that one run may take
         */
        record External(List<String> list, List<String> end, List<String> disconnect, Duration timeLimit)
                implements Sessions {}
    }

    /** Where the load of a host is seen. */
    public enum LoadKind {
        /** The kernel of this machine. */
        KERNEL,
        /** Made up from the number of sessions: for hosts that share one machine. */
        SIMULATED
    }

    /**
     * Where a door stands.
     *
     * @param listen address for clients
     * @param sessionHost address of the session host behind it
     */
    public record DoorPlace(InetSocketAddress listen, InetSocketAddress sessionHost) {}

    private AgentNode(AgentThreads threads, BrokerConnections connections, Agent agent, Optional<Door> door) {
        this.threads = threads;
        this.connections = connections;
        this.agent = agent;
        this.door = door;
    }

    /**
     * Starts an agent process.
     *
     * @throws IOException if the machine does not tell its load or boot time, or the door's address cannot be listened
     *     on
     */
    public static AgentNode start(Settings settings) throws IOException {
        BootClock clock = new KernelBootClock();
        SessionSource sessions = sessions(settings.sessions(), clock);
        LoadSource load = load(settings.load());
        BrokerConnections connections = settings.security().connections();
        AgentThreads threads = AgentThreads.start();
        Agent agent = new Agent(settings.agent(), new Agent.Parts(sessions, load, clock, connections), threads);
        try {
            Optional<Door> door = Optional.empty();
            if (settings.door().isPresent()) {
                DoorPlace place = settings.door().get();
                DoorSettings doorSettings =
                        new DoorSettings(place.listen(), place.sessionHost(), DoorSettings.Limits.USUAL);
                door = Optional.of(Door.open(doorSettings, (token, client) -> admission(agent, token)));
            }
            agent.start();
            return new AgentNode(threads, connections, agent, door);
        } catch (IOException e) {
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
        threads.close();
        connections.close();
    }

    private static CompletionStage<Admission> admission(Agent agent, String token) {
        return agent.admit(token).thenApply(entry -> {
            if (entry instanceof Entry.Granted granted) {
                agent.look();
                return new Admission.Admitted(granted.session().toString(), agent::look);
            }
            return new Admission.Refused(((Entry.Denied) entry).reason());
        });
    }

    private static SessionSource sessions(Sessions sessions, BootClock clock) {
        if (sessions instanceof Sessions.External external) {
            return new ExternalSessionSource(
                    new ExternalSessionSource.Commands(external.list(), external.end(), external.disconnect()),
                    external.timeLimit());
        }
        return new XrdpSessionSource(clock);
    }

    private static LoadSource load(LoadKind kind) throws IOException {
        return switch (kind) {
            case KERNEL -> new KernelLoadSource();
            // Two hosts on one machine would show the same load; a constant one leaves the choice to the sessions.
            case SIMULATED -> new SimulatedLoadSource(() -> 0, 0);
        };
    }
}
