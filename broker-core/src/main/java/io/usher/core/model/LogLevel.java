package io.usher.core.model;

/** How much a broker logs, from little to everything. */
public enum LogLevel {
    /** What failed and needs an operator. */
    ERROR,
    /** What went wrong and was dealt with, too. */
    WARN,
    /** Changes, too. */
    INFO,
    /** Every request, too. */
    DEBUG,
    /** Everything. */
    TRACE
}
