package io.usher.core.model;

import java.util.Comparator;

/**
 * A line of the role table.
 *
 * @param identity who
 * @param role what they may do
 * @param granted position of the command that granted it
 */
public record RoleGrant(IdentityPattern identity, Role role, LogPosition granted) {

    /** The order of the table. */
    static final Comparator<RoleGrant> ORDER =
            Comparator.comparing(RoleGrant::identity).thenComparing(RoleGrant::role);
}
