@NullMarked
package io.usher.node.replication.storage;

import org.jspecify.annotations.NullMarked;
