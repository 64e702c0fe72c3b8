package io.usher.node.agent.session;

import java.util.List;

/**
 * A process as {@code /proc} shows it.
 *
 * @param pid process id
 * @param parent process id of the parent, 0 if it has none here
 * @param name command name, cut to 15 characters by the kernel
 * @param startTicks start after boot in clock ticks; with the pid it names one process for ever
 * @param user name of the owner
 * @param arguments command line
 */
record HostProcess(long pid, long parent, String name, long startTicks, String user, List<String> arguments) {}
