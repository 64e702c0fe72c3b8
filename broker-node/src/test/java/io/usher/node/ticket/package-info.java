@NullMarked
package io.usher.node.ticket;

import org.jspecify.annotations.NullMarked;
