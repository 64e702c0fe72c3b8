@NullMarked
package io.usher.node.gateway;

import org.jspecify.annotations.NullMarked;
