/** The same log gives the same state: on another replica, from a snapshot, in another JVM. */
@NullMarked
package io.usher.core.replay;

import org.jspecify.annotations.NullMarked;
