package io.usher.node.replication;

/**
 * Stops the node for good. Called when going on could give wrong answers: a broken invariant, a log that cannot be
 * written, an entry that cannot be read. Another broker takes over; this one is restarted from its durable state.
 */
public interface FaultHandler {

    /**
     * Halts the process. Called from any thread, perhaps several times.
     *
     * @param what what went wrong, with the index of the log where there is one
     */
    void halt(String what, Throwable cause);

    /**
     * The others told this broker that it has no vote: it was removed, or it became a standby while it was away. Its
     * log is closed. Called from any thread; the broker has to start again, and to hear them before it asks for votes.
     */
    void lostItsVote();
}
