@NullMarked
package io.usher.node.replication.codec;

import org.jspecify.annotations.NullMarked;
