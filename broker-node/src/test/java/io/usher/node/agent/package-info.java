@NullMarked
package io.usher.node.agent;

import org.jspecify.annotations.NullMarked;
