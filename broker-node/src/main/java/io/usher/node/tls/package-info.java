/** Certificates and keys that are followed while they are in use. */
@NullMarked
package io.usher.node.tls;

import org.jspecify.annotations.NullMarked;
