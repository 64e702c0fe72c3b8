package io.usher.node.replication.raft;

/**
 * What another voter says when it is asked, ahead of an election, whether it would vote for this broker.
 *
 * @param granted it hears no primary either, and its log is no longer than that of this broker
 * @param lastEntry how long its log is
 */
record PreVote(boolean granted, LogEnd lastEntry) {}
