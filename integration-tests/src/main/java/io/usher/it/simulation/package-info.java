/**
 * Measures how evenly a pool is filled: the real core and plain algorithms place the same logons, in virtual time. All
 * chance comes from a seed, so that the same seed gives the same figures.
 */
@NullMarked
package io.usher.it.simulation;

import org.jspecify.annotations.NullMarked;
