/** What a command comes to: reads the state, returns a reply and facts, writes nothing. */
@NullMarked
package io.usher.core.decide;

import org.jspecify.annotations.NullMarked;
