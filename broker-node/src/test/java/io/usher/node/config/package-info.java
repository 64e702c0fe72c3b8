/** Configurations as people write them, right and wrong. */
@NullMarked
package io.usher.node.config;

import org.jspecify.annotations.NullMarked;
