@NullMarked
package io.usher.node.agent.lease;

import org.jspecify.annotations.NullMarked;
