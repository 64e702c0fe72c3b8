/** What would happen: a broker of its own, begun with a copy of the state, is told what is supposed. */
@NullMarked
package io.usher.core.forecast;

import org.jspecify.annotations.NullMarked;
