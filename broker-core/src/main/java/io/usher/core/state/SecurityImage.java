package io.usher.core.state;

import io.usher.core.model.AuditEntry;
import io.usher.core.model.AuditForgotten;
import io.usher.core.model.RoleGrant;
import java.util.List;
import java.util.Optional;

/**
 * Who may do what, and who did what.
 *
 * @param roles the role table, in order of identity and role
 * @param audit the latest changes that somebody answers for, in order of position
 * @param forgotten older ones
 */
public record SecurityImage(List<RoleGrant> roles, List<AuditEntry> audit, AuditForgotten forgotten) {

    /** Nobody may do anything, and nobody did. */
    public static final SecurityImage EMPTY = new SecurityImage(List.of(), List.of(), AuditForgotten.NONE);

    public SecurityImage {
        roles = List.copyOf(roles);
        audit = List.copyOf(audit);
    }

    /** The same with one more change on record, chained to the ones before. */
    SecurityImage with(AuditEntry entry) {
        AuditTrail trail = new AuditTrail();
        trail.restore(audit, forgotten);
        trail.add(entry);
        return new SecurityImage(roles, List.copyOf(trail.entries()), trail.forgotten());
    }

    /** The first of some entries in a row that is not chained to the one before it; empty when all are. */
    public static Optional<AuditEntry> firstBroken(List<AuditEntry> row) {
        CanonicalEncoder encoder = new CanonicalEncoder();
        for (int i = 1; i < row.size(); i++) {
            String expected = AuditTrail.hash(encoder, row.get(i - 1).hash(), row.get(i));
            if (!expected.equals(row.get(i).hash())) {
                return Optional.of(row.get(i));
            }
        }
        return Optional.empty();
    }
}
