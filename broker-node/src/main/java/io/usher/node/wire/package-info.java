/** What every call carries, whoever makes it: clients, agents and brokers agree on it here. */
@NullMarked
package io.usher.node.wire;

import org.jspecify.annotations.NullMarked;
