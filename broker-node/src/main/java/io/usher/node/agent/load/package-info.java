/** Where an agent learns how busy its host is. */
@NullMarked
package io.usher.node.agent.load;

import org.jspecify.annotations.NullMarked;
