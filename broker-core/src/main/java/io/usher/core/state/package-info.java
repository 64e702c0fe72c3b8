/** The replicated state: tables, the read view, the one writer, images for snapshots and the digest. */
@NullMarked
package io.usher.core.state;

import org.jspecify.annotations.NullMarked;
