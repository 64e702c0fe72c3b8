/**
 * What was asked, what was told, what was committed, what hosts really ran; and whether all of that fits together.
 * Works on records alone: nothing in here talks to a broker.
 */
@NullMarked
package io.usher.it.history;

import org.jspecify.annotations.NullMarked;
