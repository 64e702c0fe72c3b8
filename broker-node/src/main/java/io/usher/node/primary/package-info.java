/**
 * Duties of the primary: hosts that fall silent, loads, leases. Soft state only; what matters is proposed as a command,
 * at the same door as everybody's.
 */
@NullMarked
package io.usher.node.primary;

import org.jspecify.annotations.NullMarked;
