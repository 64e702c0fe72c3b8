/** Commands and what comes of them as text: what transcripts are written in, and what a failed history is shown in. */
@NullMarked
package io.usher.core.transcript;

import org.jspecify.annotations.NullMarked;
