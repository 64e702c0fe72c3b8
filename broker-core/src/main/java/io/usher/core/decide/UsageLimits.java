package io.usher.core.decide;

import io.usher.core.model.LimitFinding;
import io.usher.core.model.LimitKind;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceLimit;
import io.usher.core.model.Session;
import io.usher.core.model.UserLimit;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Limits on users, for one more session of a user. Every live session counts, also one that nobody has arrived in yet
 * and one on a lost host; but not those that the new one takes the place of.
 */
final class UsageLimits {

    private final BrokerView view;
    private final UserName user;
    private final Resource resource;
    private final List<Session> counted;

    UsageLimits(BrokerView view, UserName user, Resource resource) {
        this.view = view;
        this.user = user;
        this.resource = resource;
        List<Session> own = view.sessionsOf(user);
        counted = own.isEmpty() ? own : without(own, new ExistingSession(view, resource).superseded(user));
    }

    private static List<Session> without(List<Session> sessions, List<Session> replaced) {
        return sessions.stream().filter(session -> !replaced.contains(session)).toList();
    }

    /** What the site and the resource say, wherever the session is placed. */
    List<LimitFinding> everywhere() {
        List<LimitFinding> findings = new ArrayList<>();
        UserLimit ofSite = view.siteSettings().userLimit();
        ofUser(LimitKind.USER_IN_SITE, ofSite, counted.size()).ifPresent(findings::add);
        ofResource().ifPresent(findings::add);
        return findings;
    }

    /** What a pool says of one more session of the user in it. */
    Optional<LimitFinding> in(PoolId pool) {
        UserLimit limit = view.pool(pool).orElseThrow().settings().sessions().userLimit();
        if (limit.userSessionLimit() == 0) {
            return Optional.empty();
        }
        long found = counted.stream()
                .filter(session -> session.seat().pool().equals(pool))
                .count();
        return ofUser(LimitKind.USER_IN_POOL, limit, (int) found);
    }

    private static Optional<LimitFinding> ofUser(LimitKind kind, UserLimit limit, int found) {
        boolean reached = limit.userSessionLimit() > 0 && found >= limit.userSessionLimit();
        return reached
                ? Optional.of(new LimitFinding(kind, limit.userSessionLimit(), found, limit.overUserSessionLimit()))
                : Optional.empty();
    }

    /** A user who has a session of the resource is no further one. */
    private Optional<LimitFinding> ofResource() {
        ResourceLimit limit = resource.settings().limit();
        int most = limit.concurrentUserLimit();
        if (most == 0) {
            return Optional.empty();
        }
        int found = view.usersOf(resource.id());
        boolean isAmongThem = view.sessionsOf(user).stream()
                .anyMatch(session -> session.subject().resource().equals(Optional.of(resource.id())));
        return found >= most && !isAmongThem
                ? Optional.of(
                        new LimitFinding(LimitKind.USERS_OF_RESOURCE, most, found, limit.overConcurrentUserLimit()))
                : Optional.empty();
    }
}
