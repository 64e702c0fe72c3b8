/** A small certification authority for sites that have none. */
@NullMarked
package io.usher.node.pki;

import org.jspecify.annotations.NullMarked;
