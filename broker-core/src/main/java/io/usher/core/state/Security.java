package io.usher.core.state;

import io.usher.core.model.AuditEntry;
import io.usher.core.model.AuditForgotten;
import io.usher.core.model.RoleTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who may do what, and who did what. */
final class Security implements SecurityView {

    private RoleTable roles = RoleTable.EMPTY;
    private final AuditTrail trail = new AuditTrail();

    void restore(SecurityImage image) {
        roles = new RoleTable(image.roles());
        trail.restore(image.audit(), image.forgotten());
    }

    SecurityImage image() {
        return new SecurityImage(roles.grants(), List.copyOf(trail.entries()), trail.forgotten());
    }

    void putRoles(RoleTable changed) {
        roles = changed;
    }

    void record(AuditEntry entry) {
        trail.add(entry);
    }

    @Override
    public RoleTable roles() {
        return roles;
    }

    @Override
    public Collection<AuditEntry> audit() {
        return trail.entries();
    }

    @Override
    public AuditForgotten forgotten() {
        return trail.forgotten();
    }

    @Override
    public Optional<AuditEntry> latestAudit() {
        return trail.latest();
    }
}
