@NullMarked
package io.usher.node.replication.gate;

import org.jspecify.annotations.NullMarked;
