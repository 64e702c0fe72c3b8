/** Words of the design as immutable records and enums. Nothing here decides anything. */
@NullMarked
package io.usher.core.model;

import org.jspecify.annotations.NullMarked;
