/**
 * The agent of a host: tells the brokers what happens there and carries out what they ask for.
 *
 * <p>Everything that an agent remembers is touched by one thread, its loop; calls of brokers, doors and timers are
 * passed to it. Session sources may be slow, so they run beside the loop.
 */
@NullMarked
package io.usher.node.agent;

import org.jspecify.annotations.NullMarked;
