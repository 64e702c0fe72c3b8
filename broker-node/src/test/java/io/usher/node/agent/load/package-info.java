@NullMarked
package io.usher.node.agent.load;

import org.jspecify.annotations.NullMarked;
