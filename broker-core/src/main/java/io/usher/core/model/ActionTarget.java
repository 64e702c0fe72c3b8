package io.usher.core.model;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom an action is for: everything that is named must fit, and something must be named.
 *
 * @param session one session
 * @param user whose sessions
 * @param host sessions on this host, or the host itself
 * @param pool sessions in this pool, or its hosts themselves
 */
public record ActionTarget(
        Optional<SessionId> session, Optional<UserName> user, Optional<HostId> host, Optional<PoolId> pool) {

    public ActionTarget {
        if (Stream.of(session, user, host, pool).allMatch(Optional::isEmpty)) {
            throw new IllegalArgumentException("an action must name a session, a user, a host or a pool, found none");
        }
    }

    /** One session, whatever else it is. */
    public static ActionTarget of(SessionId session) {
        return new ActionTarget(Optional.of(session), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether the session is one of those. */
    public boolean contains(Session found) {
        return session.map(found.id()::equals).orElse(true)
                && user.map(found.user()::equals).orElse(true)
                && host.map(found.host()::equals).orElse(true)
                && pool.map(found.seat().pool()::equals).orElse(true);
    }
}
