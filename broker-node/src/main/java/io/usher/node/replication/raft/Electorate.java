package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** Asks others how they would vote, all at once. Who cannot be asked or is slow is not among the answers. */
    Map<BrokerId, PreVote> poll(List<BrokerId> others);

    /** Begins an election against the broker that was followed. */
    void stand(BrokerId primary) throws IOException;
}
