package io.usher.node.agent;

import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import java.time.Duration;
import java.util.List;

/**
 * What an agent has to know.
 *
 * @param host the host it speaks for
 * @param brokers addresses of brokers, host:port, at least one; any of them will do at any time, and tells of the
 *     others
 * @param timing how often and how long
 * @param endOutsideLease whether all sessions end when the host's lease has run out. Only then has a user at most one
 *     running session while a host is cut off. It does nothing while the agent is dead
 */
public record AgentSettings(ProposedHost host, List<String> brokers, Timing timing, boolean endOutsideLease) {
    public AgentSettings {
        brokers = List.copyOf(brokers);
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException("expected the address of at least one broker, found none");
        }
    }

    /** Settings of an agent that lets users of a host that is cut off work on. */
    public AgentSettings(ProposedHost host, List<String> brokers, Timing timing) {
        this(host, brokers, timing, false);
    }

    /**
     * A host as its agent proposes it. The site keeps what it knows of a host already; weight and seats are for new
     * ones.
     *
     * @param id id of the host
     * @param pool pool it belongs to
     * @param endpoint where clients go, host:port
     * @param weight share of sessions compared with other hosts, 1 to 10000; 0 for the usual
     * @param maxSessions seats; 0 for as many as the pool says
     */
    public record ProposedHost(HostId id, PoolId pool, String endpoint, int weight, int maxSessions) {}

    /**
     * How often and how long.
     *
     * @param observe time between two looks at the sessions
     * @param redemption how long a user waits for a broker's word before the host's own lease decides
     * @param arrival how long an admitted user may take to have a session
     * @param inventory longest time between two inventories, even if nothing changed
     */
    public record Timing(Duration observe, Duration redemption, Duration arrival, Duration inventory) {
        /** What fits a real host. */
        public static final Timing USUAL = new Timing(
                Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofMinutes(1), Duration.ofSeconds(30));
    }
}
