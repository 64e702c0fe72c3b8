/** What changed, in log order, for those who watch: one writer, many readers, a bounded memory. */
@NullMarked
package io.usher.node.feed;

import org.jspecify.annotations.NullMarked;
