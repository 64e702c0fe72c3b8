package io.usher.it.history.naive;

import io.usher.core.model.LimitFinding;
import io.usher.core.model.LimitKind;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.UserLimit;
import io.usher.proto.v1.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Limits on users, counted from the front each time. */
final class UserLimits {

    private final NaiveState state;
    private final String user;
    private final NaiveResource resource;

    UserLimits(NaiveState state, String user, NaiveResource resource) {
        this.state = state;
        this.user = user;
        this.resource = resource;
    }

    String user() {
        return user;
    }

    /** What the site and then the resource say. */
    List<LimitFinding> reachedEverywhere() {
        List<LimitFinding> reached = new ArrayList<>();
        ofUser(LimitKind.USER_IN_SITE, state.siteSettings.userLimit(), own().size())
                .ifPresent(reached::add);
        List<String> users = state.live(session -> session.resource.equals(resource.id)).stream()
                .map(session -> session.user)
                .distinct()
                .toList();
        int most = resource.settings.limit().concurrentUserLimit();
        if (most > 0 && users.size() >= most && !users.contains(user)) {
            reached.add(new LimitFinding(
                    LimitKind.USERS_OF_RESOURCE,
                    most,
                    users.size(),
                    resource.settings.limit().overConcurrentUserLimit()));
        }
        return reached;
    }

    /** What a pool says. */
    Optional<LimitFinding> reachedIn(NaivePool pool) {
        int there = (int)
                own().stream().filter(session -> session.pool.equals(pool.id)).count();
        return ofUser(LimitKind.USER_IN_POOL, pool.settings.sessions().userLimit(), there);
    }

    static boolean isRefused(LimitFinding finding) {
        return finding.policy() == OverLimitPolicy.WARN_USER_AND_REFUSE
                || finding.policy() == OverLimitPolicy.NOTIFY_BOTH_AND_REFUSE;
    }

    static boolean isWarning(LimitFinding finding) {
        return finding.policy() == OverLimitPolicy.WARN_USER_AND_START
                || finding.policy() == OverLimitPolicy.NOTIFY_BOTH_AND_START;
    }

    private static Optional<LimitFinding> ofUser(LimitKind kind, UserLimit limit, int found) {
        int most = limit.userSessionLimit();
        return most > 0 && found >= most
                ? Optional.of(new LimitFinding(kind, most, found, limit.overUserSessionLimit()))
                : Optional.empty();
    }

    /** Without the lost ones that a new session takes the place of. */
    private List<NaiveSession> own() {
        return state.live(session -> session.user.equals(user) && !givesWay(session));
    }

    private boolean givesWay(NaiveSession session) {
        return session.is(Session.State.STATE_LOST)
                && resource.pools().contains(session.pool)
                && state.pool(session.pool).orElseThrow().settings.sessions().oneSessionPerUser();
    }
}
