package io.usher.core.state;

import io.usher.core.model.AuditEntry;
import io.usher.core.model.AuditForgotten;
import io.usher.core.model.RoleTable;
import java.util.Collection;
import java.util.Optional;

/** Questions about who may do what, and who did what. Not thread-safe, as {@link BrokerView}. */
public interface SecurityView {

    /** Who may do what. May be kept. */
    RoleTable roles();

    /** Live view of the latest changes that somebody answers for, in order of position. */
    Collection<AuditEntry> audit();

    /** Those that are no longer kept. */
    AuditForgotten forgotten();

    /** The latest of them. */
    Optional<AuditEntry> latestAudit();
}
