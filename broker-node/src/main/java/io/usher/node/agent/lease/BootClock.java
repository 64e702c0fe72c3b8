package io.usher.node.agent.lease;

import java.time.Duration;

/**
 * Time since the machine was started, time asleep included. {@link System#nanoTime} stands still while a machine is
 * suspended, so a lease measured by it would outlive its end.
 */
@FunctionalInterface
public interface BootClock {

    /** Returns the time since boot. It never goes back. */
    Duration sinceBoot();
}
