@NullMarked
package io.usher.node.feed;

import org.jspecify.annotations.NullMarked;
