@NullMarked
package io.usher.node.agent.session;

import org.jspecify.annotations.NullMarked;
