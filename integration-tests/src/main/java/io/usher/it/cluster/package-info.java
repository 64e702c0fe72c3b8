/**
 * Brokers as real processes on this machine, and everything that can happen to a process and to the links between
 * processes. Ends what it started by process id, and nothing else.
 */
@NullMarked
package io.usher.it.cluster;

import org.jspecify.annotations.NullMarked;
