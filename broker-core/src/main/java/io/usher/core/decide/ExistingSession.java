package io.usher.core.decide;

import io.usher.core.model.ClientInfo;
import io.usher.core.model.Host;
import io.usher.core.model.Label;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Pool;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The user's own session, which wins over every placement. In a pool with one session per user any live session of the
 * user is it; elsewhere only one of the same resource that nobody is connected to, and where the client's address
 * counts, only one that was last assigned to that address. Where sessions are shared, an application also runs in one
 * of another application, connected or not, on a host that may serve it; unless its users are counted, which a session
 * of another application would not show. Preferred are the same resource, then a disconnected one, then the oldest.
 */
final class ExistingSession {

    private final BrokerView view;
    private final Resource resource;

    ExistingSession(BrokerView view, Resource resource) {
        this.view = view;
        this.resource = resource;
    }

    Optional<Session> of(UserName user, ClientInfo client) {
        List<Session> near = inReach(user);
        if (near.isEmpty()) {
            return Optional.empty();
        }
        Comparator<Session> preference = Comparator.<Session, Boolean>comparing(session -> !isSameResource(session))
                .thenComparing(session -> session.state() != SessionState.DISCONNECTED)
                .thenComparing(Session::id);
        return near.stream().filter(session -> isUsable(session, client)).min(preference);
    }

    /** The user's sessions on lost hosts that a new one takes the place of. */
    List<Session> superseded(UserName user) {
        List<Session> near = inReach(user);
        return near.isEmpty()
                ? near
                : near.stream()
                        .filter(session -> session.state() == SessionState.LOST && isOnlyOne(session))
                        .toList();
    }

    private List<Session> inReach(UserName user) {
        List<Session> own = view.sessionsOf(user);
        // Most who log on have none: the way of the morning is kept free of work.
        if (own.isEmpty()) {
            return own;
        }
        return own.stream()
                .filter(session ->
                        resource.settings().pools().contains(session.seat().pool()))
                .toList();
    }

    private boolean isUsable(Session session, ClientInfo client) {
        if (session.state() == SessionState.LOST) {
            return false;
        }
        if (isOnlyOne(session)) {
            return true;
        }
        boolean isFree = !session.state().hasClient() || session.grant().prelaunched();
        boolean isWithin = (isSameResource(session) && isFree) || mayShare(session);
        return isWithin && !session.isLoggingOff() && !isLockedIn(session) && isMatch(session, client);
    }

    /** Whether what the user gets is a session of another application. */
    boolean isShared(Session session) {
        return !isOnlyOne(session) && !isSameResource(session);
    }

    private boolean mayShare(Session session) {
        boolean isShared = view.pool(session.seat().pool())
                .filter(pool -> pool.settings().sessions().sessionSharing())
                .isPresent();
        return isShared
                && resource.kind() == ResourceKind.APPLICATION
                && resource.settings().limit().concurrentUserLimit() == 0
                && isApplication(session)
                && isSuitable(session);
    }

    private boolean isApplication(Session session) {
        return session.subject()
                .resource()
                .flatMap(view::resource)
                .filter(found -> found.kind() == ResourceKind.APPLICATION)
                .isPresent();
    }

    private boolean isSuitable(Session session) {
        List<Label> required = resource.settings().labels().requiredLabels();
        return view.host(session.host())
                .filter(host -> host.settings().labels().containsAll(required))
                .isPresent();
    }

    private boolean isOnlyOne(Session session) {
        return view.pool(session.seat().pool())
                .map(Pool::settings)
                .filter(settings -> settings.sessions().oneSessionPerUser())
                .isPresent();
    }

    private boolean isMatch(Session session, ClientInfo client) {
        ReconnectMatch match = view.pool(session.seat().pool())
                .flatMap(pool -> pool.settings().sessions().reconnectMatch())
                .orElse(view.siteSettings().reconnectMatch());
        return match == ReconnectMatch.USER
                || session.subject().client().address().equals(client.address());
    }

    private boolean isSameResource(Session session) {
        return session.subject().resource().equals(Optional.of(resource.id()));
    }

    /** On a host that lets nobody in, not even to reconnect. */
    private boolean isLockedIn(Session session) {
        return view.host(session.host())
                .map(Host::settings)
                .filter(settings -> settings.logonControl() == LogonControl.DISABLED)
                .isPresent();
    }
}
