@NullMarked
package io.usher.node.api;

import org.jspecify.annotations.NullMarked;
