package io.usher.node.telemetry;

/** How much is logged, from nothing to everything. */
public enum LogLevel {
    /** Nothing. */
    OFF,
    /** What failed and needs an operator. */
    ERROR,
    /** What went wrong and was dealt with. */
    WARN,
    /** Changes: of role, membership, host state, snapshots. */
    INFO,
    /** Every request. */
    DEBUG,
    /** Everything the libraries say. */
    TRACE
}
