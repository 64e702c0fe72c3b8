package io.usher.core.forecast;

import io.usher.core.command.AssignSession;
import io.usher.core.model.UserName;

/**
 * People who log on, one after the other.
 *
 * @param example what each of them asks for
 * @param count 1 to {@value #MOST}; one is the user of the example, several have its name with a number behind
 */
public record Logons(AssignSession example, int count) {

    /** Ten times the morning of a large site. */
    public static final int MOST = 100_000;

    public Logons {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("number of logons must be 1 to " + MOST + ", found " + count);
        }
        // The longest name has to be one too.
        nameOf(example, count, count);
    }

    /** What the nth of them asks for, from 1 on. */
    AssignSession nth(int n) {
        return new AssignSession(nameOf(example, count, n), example.resource(), example.client(), example.groups());
    }

    private static UserName nameOf(AssignSession example, int count, int n) {
        return count == 1 ? example.user() : new UserName(example.user() + "-" + n);
    }
}
