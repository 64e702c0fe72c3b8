package io.usher.core.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what.
 *
 * @param grants in order of identity and role, each once
 */
public record RoleTable(List<RoleGrant> grants) {

    /** Nobody may do anything. */
    public static final RoleTable EMPTY = new RoleTable(List.of());

    public RoleTable {
        grants = grants.stream().sorted(RoleGrant.ORDER).toList();
    }

    /** The line of an identity and a role. */
    public Optional<RoleGrant> find(IdentityPattern identity, Role role) {
        return grants.stream()
                .filter(grant -> grant.identity().equals(identity) && grant.role() == role)
                .findFirst();
    }

    /** How many lines grant a role. */
    public int count(Role role) {
        return (int) grants.stream().filter(grant -> grant.role() == role).count();
    }

    /**
     * What somebody may do.
     *
     * @param names all that they have proven to be, each with its kind in front
     */
    public Set<Role> rolesOf(Collection<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (RoleGrant grant : grants) {
            if (!roles.contains(grant.role()) && names.stream().anyMatch(grant.identity()::matches)) {
                roles.add(grant.role());
            }
        }
        return roles;
    }

    /** The table with one more line. */
    public RoleTable with(RoleGrant grant) {
        List<RoleGrant> more = new ArrayList<>(grants);
        more.add(grant);
        return new RoleTable(more);
    }

    /** The table without a line. */
    public RoleTable without(RoleGrant grant) {
        return new RoleTable(
                grants.stream().filter(other -> !other.equals(grant)).toList());
    }
}
