@NullMarked
package io.usher.node.replication;

import org.jspecify.annotations.NullMarked;
