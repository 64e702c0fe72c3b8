package io.usher.it.demo;

/**
 * One user was told where to go, and went there.
 *
 * @param assigned when the answer came, on the clock of {@link System#nanoTime()}
 * @param letIn whether the host let the user in
 */
record Visit(String user, String session, String host, String fence, long assigned, boolean letIn) {}
