@NullMarked
package io.usher.node.primary;

import org.jspecify.annotations.NullMarked;
