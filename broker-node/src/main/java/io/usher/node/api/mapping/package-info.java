/** Messages of the public API and words of the core, turned into each other. Knows neither calls nor state. */
@NullMarked
package io.usher.node.api.mapping;

import org.jspecify.annotations.NullMarked;
