package io.usher.node.config;

import io.usher.node.telemetry.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that an agent has to know before it starts.
 *
 * @param host the host it speaks for
 * @param brokers brokers of the site; any of them will do at any time
 * @param site id of the site that the agent means; empty for the only one that the brokers serve
 * @param tls how it proves itself to brokers; without it they are on loopback
 * @param door where it lets users in; empty where clients go straight to the session host
 * @param source where it learns of sessions
 * @param counters counters of the administrator's own; empty for none
 * @param endOutsideLease whether all sessions end when the host's lease has run out
 * @param logLevel how much is logged
 */
public record AgentConfig(
        Host host,
        List<Address> brokers,
        Optional<String> site,
        Optional<Tls> tls,
        Optional<Door> door,
        Source source,
        Optional<OwnCounters> counters,
        boolean endOutsideLease,
        LogLevel logLevel) {
    public AgentConfig {
        brokers = List.copyOf(brokers);
    }

    /**
     * A host as its agent proposes it. Weight and seats count for a host that is new to the site.
     *
     * @param id its id
     * @param pool id of the pool that it belongs to
     * @param endpoint where clients go
     * @param weight share of sessions compared with other hosts; 0 for what the pool says
     * @param maxSessions seats; 0 for as many as the pool says
     */
    public record Host(
            String id, String pool, Address endpoint, int weight, int maxSessions, List<String> rebootCommand) {}

    /**
     * Mutual TLS to brokers.
     *
     * @param files certificate and key of the agent
     * @param authorities whose certificates brokers have to show
     */
    public record Tls(TlsFiles files, Path authorities) {}

    /**
     * Where users are let in.
     *
     * @param listen where clients arrive
     * @param sessionHost the session host behind it
     */
    public record Door(Address listen, Address sessionHost) {}

    /**
     * Counters of the administrator's own.
     *
     * @param program prints them
     * @param interval how often it is run
     */
    public record OwnCounters(List<String> program, Duration interval) {}

    /** Where the agent learns of sessions. */
    public sealed interface Source {

        /** The xrdp of this machine. */
        record Xrdp() implements Source {}

        /**
         * Programs of the administrator.
         *
         * @param list prints the sessions
         * @param end ends one
         * @param disconnect takes the client of one away
         * @param reset ends one by force; empty where that cannot be done
         * @param message shows a message in one; empty where that cannot be done
         * @param timeLimit longest time that one run may take
         */
        record Command(
                List<String> list,
                List<String> end,
                List<String> disconnect,
                List<String> reset,
                List<String> message,
                Duration timeLimit)
                implements Source {}

        /**
         * Sessions that exist only in the agent.
         *
         * @param hosts hosts that this one process plays; with more than one, ids get a number
         */
        record Simulate(int hosts) implements Source {}
    }
}
