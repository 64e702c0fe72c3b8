/** The site's replicated log and state: the one adapter to the consensus library. */
@NullMarked
package io.usher.node.replication;

import org.jspecify.annotations.NullMarked;
