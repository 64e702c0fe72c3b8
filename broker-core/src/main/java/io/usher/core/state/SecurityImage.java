package io.usher.core.state;

import io.usher.core.model.RoleGrant;
import java.util.List;

/**
 * Who may do what.
 *
 * @param roles the role table, in order of identity and role
 */
public record SecurityImage(List<RoleGrant> roles) {

    /** Nobody may do anything. */
    public static final SecurityImage EMPTY = new SecurityImage(List.of());

    public SecurityImage {
        roles = List.copyOf(roles);
    }
}
