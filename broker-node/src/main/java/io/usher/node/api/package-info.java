/**
 * The gRPC API: one thin class for each service. A call is checked, mapped and handed to the replicated state; its
 * answer is mapped back. Nothing here decides anything.
 */
@NullMarked
package io.usher.node.api;

import org.jspecify.annotations.NullMarked;
