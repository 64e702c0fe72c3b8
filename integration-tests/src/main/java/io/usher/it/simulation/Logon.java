package io.usher.it.simulation;

/**
 * Somebody who asks for a session.
 *
 * @param user number of the user; each has one session
 * @param atMillis when they ask
 * @param arrivesAtMillis when they reach the host they were sent to
 * @param startMillis from arrival until the session takes all that it will take
 * @param cores processor that the session takes once it runs
 */
record Logon(int user, long atMillis, long arrivesAtMillis, long startMillis, double cores) {

    /** Memory that every session takes once it runs. */
    static final long MEMORY_BYTES = 400L << 20;
}
