package io.usher.core.history;

import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.model.UserLimit;
import io.usher.core.model.UserName;
import io.usher.core.state.StateImage;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Limits on users as the documents tell them, counted from the image alone. */
final class NaiveLimits {

    private final StateImage image;
    private final UserName user;
    private final Resource resource;

    NaiveLimits(StateImage image, UserName user, Resource resource) {
        this.image = image;
        this.user = user;
        this.resource = resource;
    }

    boolean userIsKeptFromSite() {
        UserLimit limit = image.site().map(site -> site.settings().userLimit()).orElse(UserLimit.NONE);
        return keeps(limit, own().size());
    }

    boolean userIsKeptFrom(PoolId pool) {
        long there = own().stream()
                .filter(session -> session.seat().pool().equals(pool))
                .count();
        return keeps(Recount.pool(image, pool).settings().sessions().userLimit(), there);
    }

    boolean userIsKeptFromResource() {
        SortedSet<UserName> users = users(image, resource);
        int most = resource.settings().limit().concurrentUserLimit();
        return !users.contains(user)
                && isRefusing(resource.settings().limit().overConcurrentUserLimit())
                && most != 0
                && users.size() >= most;
    }

    static SortedSet<UserName> users(StateImage image, Resource resource) {
        SortedSet<UserName> users = new TreeSet<>();
        for (Session session : image.sessions()) {
            if (session.subject().resource().equals(Optional.of(resource.id()))) {
                users.add(session.user());
            }
        }
        return users;
    }

    /** Those that stay: a lost one gives way where a user has only one. */
    private List<Session> own() {
        return image.sessions().stream()
                .filter(session -> session.user().equals(user) && !givesWay(session))
                .toList();
    }

    private boolean givesWay(Session session) {
        PoolId pool = session.seat().pool();
        return session.state() == SessionState.LOST
                && resource.settings().pools().contains(pool)
                && Recount.pool(image, pool).settings().sessions().oneSessionPerUser();
    }

    private static boolean keeps(UserLimit limit, long found) {
        return limit.userSessionLimit() != 0
                && found >= limit.userSessionLimit()
                && isRefusing(limit.overUserSessionLimit());
    }

    private static boolean isRefusing(OverLimitPolicy policy) {
        return policy == OverLimitPolicy.WARN_USER_AND_REFUSE || policy == OverLimitPolicy.NOTIFY_BOTH_AND_REFUSE;
    }
}
