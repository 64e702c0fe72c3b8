/** Where an agent learns which sessions run on its host, and how it ends them. */
@NullMarked
package io.usher.node.agent.session;

import org.jspecify.annotations.NullMarked;
