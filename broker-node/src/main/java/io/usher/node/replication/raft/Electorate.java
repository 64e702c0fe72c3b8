package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The voters of a group as one of them sees them when a primary has to be followed. Whatever needs the log fails while
 * it is not open.
 */
interface Electorate {

    /** Who votes, who is preferred first; this broker is among them when it has a vote. */
    List<BrokerId> voters();

    /** Whom this broker follows. */
    Optional<BrokerId> primary();

    /** For how long nothing has come from the primary; zero while something of it is being worked on. */
    Duration silence() throws IOException;

    /** How long the log of this broker is. */
    LogEnd lastEntry() throws IOException;

    /** Asks others how long their logs are, all at once. Who cannot be asked or is slow is not among the answers. */
    Map<BrokerId, LogEnd> logEnds(List<BrokerId> others);

    /**
     * Asks others, all at once, whether they would vote for this broker: those do who hear nothing of a primary either
     * and whose log is no longer. Whoever would has heard something then, and waits all the longer until it asks
     * itself.
     */
    Set<BrokerId> willing(List<BrokerId> others);

    /** Begins an election against the broker that was followed. */
    void stand(BrokerId primary) throws IOException;
}
