@NullMarked
package io.usher.node.peer;

import org.jspecify.annotations.NullMarked;
