/**
 * The format of log entries, replies and snapshots: between the words of the core and {@code usher.internal.v1}.
 *
 * <p>Every broker must read the same from the same bytes, so nothing here depends on time, locale or order of hashing.
 */
@NullMarked
package io.usher.node.replication.codec;

import org.jspecify.annotations.NullMarked;
