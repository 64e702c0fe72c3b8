/**
 * The broker's rules a second time: lists and loops, written from the design, sharing nothing with the core but the
 * records of commands. Slow on purpose, so that it is wrong in other places than the core.
 */
@NullMarked
package io.usher.it.history.naive;

import org.jspecify.annotations.NullMarked;
