package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.SessionChange;
import io.usher.core.model.Resource;
import io.usher.core.model.Session;
import io.usher.core.model.UserLimit;
import io.usher.core.state.StateImage;
import java.util.List;
import java.util.Optional;

/** No grant of a new session goes beyond a limit on users whose policy is to refuse, not by one. */
final class LimitsOnUsersAreKept implements Invariant {

    @Override
    public void check(Transition t) {
        for (Session session : t.sessions(SessionChange.GRANTED)) {
            List<Session> own = t.after().sessions().stream()
                    .filter(other -> other.user().equals(session.user()))
                    .toList();
            t.before().site().ifPresent(site -> within(site.settings().userLimit(), own));
            within(
                    Recount.pool(t.before(), session.seat().pool())
                            .settings()
                            .sessions()
                            .userLimit(),
                    own.stream()
                            .filter(other ->
                                    other.seat().pool().equals(session.seat().pool()))
                            .toList());
            resource(t.before(), session).ifPresent(resource -> withinUsers(t, session, resource));
        }
    }

    private static void within(UserLimit limit, List<Session> own) {
        if (limit.userSessionLimit() > 0 && limit.overUserSessionLimit().refuses()) {
            assertThat(own).as("sessions of one user").hasSizeLessThanOrEqualTo(limit.userSessionLimit());
        }
    }

    /** Another session of a user who is counted already changes nothing, even where the limit was lowered. */
    private static void withinUsers(Transition t, Session session, Resource resource) {
        int most = resource.settings().limit().concurrentUserLimit();
        boolean isNewUser = !NaiveLimits.users(t.before(), resource).contains(session.user());
        if (most > 0
                && isNewUser
                && resource.settings().limit().overConcurrentUserLimit().refuses()) {
            assertThat(NaiveLimits.users(t.after(), resource))
                    .as("users of %s", resource.id())
                    .hasSizeLessThanOrEqualTo(most);
        }
    }

    private static Optional<Resource> resource(StateImage image, Session session) {
        return image.resources().stream()
                .filter(resource -> session.subject().resource().equals(Optional.of(resource.id())))
                .findFirst();
    }
}
