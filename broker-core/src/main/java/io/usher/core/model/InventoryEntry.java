package io.usher.core.model;

import java.util.Optional;

/**
 * One session as a host sees it.
 *
 * @param key the host's own name for it, unique on the host, at most 128 characters
 * @param session the session whose ticket opened it, where the agent knows
 * @param unused whether no application is open in it any more; false where the host cannot tell
 */
public record InventoryEntry(
        String key, Optional<SessionId> session, UserName user, ObservedState state, boolean unused) {

    public InventoryEntry {
        Identifier.requireText("host's key of a session", key, SessionStatus.MAX_HOST_KEY);
    }

    /** A session of a host that cannot tell whether applications are open. */
    public InventoryEntry(String key, Optional<SessionId> session, UserName user, ObservedState state) {
        this(key, session, user, state, false);
    }
}
