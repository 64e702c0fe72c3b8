/**
 * Configuration of broker and agent: one declaration per option, from which parser, help, sample and printout follow.
 * Knows nothing of the rest of the node.
 */
@NullMarked
package io.usher.node.config;

import org.jspecify.annotations.NullMarked;
