package io.usher.it.history;

/**
 * A host's lease was renewed.
 *
 * @param sentMillis when the ping left that the primary answered, on this machine's wall clock
 * @param sentNanos the same moment on the clock of {@link System#nanoTime()}
 */
public record LeaseRenewal(String host, long sentMillis, long sentNanos) {}
