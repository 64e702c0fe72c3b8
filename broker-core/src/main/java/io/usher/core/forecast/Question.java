package io.usher.core.forecast;

import java.util.List;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param suppositions what happens first, in this order; at most {@value #MOST_SUPPOSITIONS}
 * @param usersReturn whether those whose sessions are lost by it ask for them again
 * @param logons who logs on after that
 */
public record Question(List<Supposition> suppositions, boolean usersReturn, Optional<Logons> logons) {

    /** More than a person asks for at a time. */
    public static final int MOST_SUPPOSITIONS = 1_000;

    public Question {
        suppositions = List.copyOf(suppositions);
        if (suppositions.size() > MOST_SUPPOSITIONS) {
            throw new IllegalArgumentException(
                    "number of suppositions must be at most " + MOST_SUPPOSITIONS + ", found " + suppositions.size());
        }
    }
}
