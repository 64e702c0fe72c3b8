package io.usher.core.state;

import io.usher.core.model.RoleTable;

/** Who may do what. */
final class Security implements SecurityView {

    private RoleTable roles = RoleTable.EMPTY;

    void restore(SecurityImage image) {
        roles = new RoleTable(image.roles());
    }

    SecurityImage image() {
        return new SecurityImage(roles.grants());
    }

    void putRoles(RoleTable changed) {
        roles = changed;
    }

    @Override
    public RoleTable roles() {
        return roles;
    }
}
