/**
 * The deterministic core of a broker: commands in, outcomes and events out.
 *
 * <p>Depends on the JDK alone. Time, identity, order and chance come in with the command, so that every broker of a
 * site decides the same thing from the same log.
 */
@NullMarked
package io.usher.core;

import org.jspecify.annotations.NullMarked;
