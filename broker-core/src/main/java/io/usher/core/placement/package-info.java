/** Filter, score, choose: which host takes a new session. Pure functions with integer arithmetic; ties go by id. */
@NullMarked
package io.usher.core.placement;

import org.jspecify.annotations.NullMarked;
