/**
 * How long an agent may let users in without hearing from a broker. Durations only; no clock is compared with another.
 */
@NullMarked
package io.usher.node.agent.lease;

import org.jspecify.annotations.NullMarked;
