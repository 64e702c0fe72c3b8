package io.usher.core.history;

import io.usher.core.command.AssignSession;
import io.usher.core.command.RefusalReason;
import io.usher.core.history.NaivePlacement.Found;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceState;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.model.UserName;
import io.usher.core.model.Verdict;
import io.usher.core.state.StateImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An assignment as "Behaviour of an assignment" of the design tells it, step by step, on the image alone. */
final class NaiveAssignment {

    private NaiveAssignment() {}

    /** What has to come of it. */
    sealed interface Expected {}

    record Refused(RefusalReason reason) implements Expected {}

    record Existing(Session session, DecisionRule rule) implements Expected {}

    /** A place in the queue for so long. */
    record Waiting(Duration time) implements Expected {}

    /** A new session on the host. */
    record Placed(HostId host) implements Expected {}

    /** A new session on the host that belongs to the user or the device. */
    record AtOwnHost(HostId host) implements Expected {}

    static Expected of(StateImage image, AssignSession command, LogTime now) {
        Optional<Resource> resource = image.resources().stream()
                .filter(found -> found.id().equals(command.resource()))
                .findFirst();
        if (resource.isEmpty() || NaiveAccess.state(image, resource.get()) == ResourceState.DISABLED) {
            return new Refused(RefusalReason.RESOURCE_NOT_FOUND);
        }
        if (NaiveAccess.state(image, resource.get()) == ResourceState.MAINTENANCE) {
            return new Refused(RefusalReason.RESOURCE_IN_MAINTENANCE);
        }
        Optional<String> word = NaiveAccess.lastWord(image, resource.get(), command, now.epochMillis());
        if (word.filter(said -> said.endsWith("DENY")).isPresent()) {
            return new Refused(RefusalReason.ACCESS_DENIED);
        }
        Optional<Session> existing = existing(image, command, resource.get());
        return existing.isPresent()
                ? again(image, existing.get(), resource.get())
                : place(image, command, resource.get());
    }

    private static Expected again(StateImage image, Session session, Resource resource) {
        if (session.isLoggingOff()) {
            return new Refused(RefusalReason.SESSION_ENDING);
        }
        if (isLockedIn(image, session)) {
            return new Refused(RefusalReason.HOST_DISABLED);
        }
        boolean alone =
                Recount.pool(image, session.seat().pool()).settings().sessions().oneSessionPerUser();
        if (!alone && !isOf(resource, session)) {
            return new Existing(session, DecisionRule.SHARED_SESSION);
        }
        boolean disconnected = session.state() == SessionState.DISCONNECTED;
        return new Existing(session, disconnected ? DecisionRule.RECONNECTED : DecisionRule.EXISTING_SESSION);
    }

    private static Expected place(StateImage image, AssignSession command, Resource resource) {
        UserName user = command.user();
        if (NaiveBindings.isNameless(image, command, resource)) {
            return new Refused(RefusalReason.CLIENT_NAME_MISSING);
        }
        NaiveLimits limits = new NaiveLimits(image, user, resource);
        if (limits.userIsKeptFromSite()) {
            return new Refused(RefusalReason.USER_LIMIT_REACHED);
        }
        if (limits.userIsKeptFromResource()) {
            return new Refused(RefusalReason.RESOURCE_LIMIT_REACHED);
        }
        Optional<HostBinding> own = NaiveBindings.own(image, command, resource);
        if (own.isPresent()) {
            return limits.userIsKeptFrom(own.get().pool())
                    ? new Refused(RefusalReason.USER_LIMIT_REACHED)
                    : atOwn(image, own.get().host(), resource);
        }
        List<PoolId> open = resource.settings().pools().stream()
                .filter(pool -> !limits.userIsKeptFrom(pool))
                .toList();
        for (PoolId pool : open) {
            if (NaiveQueue.isAwaited(image, pool, command)) {
                continue;
            }
            for (Found found : NaiveLabels.search(image, pool, resource, command.client())) {
                if (found.mayTakeTheSession()) {
                    return new Placed(found.host());
                }
            }
        }
        if (open.isEmpty()) {
            return new Refused(RefusalReason.USER_LIMIT_REACHED);
        }
        if (command.mayWait().isEmpty()) {
            return new Refused(RefusalReason.NO_SEAT);
        }
        return NaiveQueue.isFull(image, command)
                ? new Refused(RefusalReason.QUEUE_FULL)
                : new Waiting(command.mayWait().get());
    }

    private static Expected atOwn(StateImage image, HostId id, Resource resource) {
        if (!NaiveLabels.labels(image, id)
                .containsAll(resource.settings().labels().requiredLabels())) {
            return new Refused(RefusalReason.BOUND_HOST_UNAVAILABLE);
        }
        boolean isThere = Transition.host(image, id)
                .map(host -> NaivePlacement.ofOwner(image, host))
                .filter(Set.of(Verdict.ELIGIBLE, Verdict.DEMOTED)::contains)
                .isPresent();
        return isThere ? new AtOwnHost(id) : new Refused(RefusalReason.BOUND_HOST_UNAVAILABLE);
    }

    /**
     * Of those that may be used: one of the same resource, else any; of these a disconnected one; of these the oldest.
     */
    private static Optional<Session> existing(StateImage image, AssignSession command, Resource resource) {
        List<Session> usable = new ArrayList<>();
        for (Session session : image.sessions()) {
            boolean own = session.user().equals(command.user());
            boolean inReach =
                    resource.settings().pools().contains(session.seat().pool());
            if (own && inReach && isUsable(image, session, resource, command.client())) {
                usable.add(session);
            }
        }
        List<Session> same =
                usable.stream().filter(session -> isOf(resource, session)).toList();
        List<Session> nearest = same.isEmpty() ? usable : same;
        List<Session> left = nearest.stream()
                .filter(session -> session.state() == SessionState.DISCONNECTED)
                .toList();
        return (left.isEmpty() ? nearest : left).stream().findFirst();
    }

    private static boolean isUsable(StateImage image, Session session, Resource resource, ClientInfo client) {
        if (session.state() == SessionState.LOST) {
            return false;
        }
        if (Recount.pool(image, session.seat().pool()).settings().sessions().oneSessionPerUser()) {
            return true;
        }
        boolean abandoned = session.state() == SessionState.PENDING
                || session.state() == SessionState.DISCONNECTED
                || session.grant().prelaunched();
        boolean within = ((abandoned && isOf(resource, session)) || isShareable(image, session, resource))
                && !session.isLoggingOff()
                && !isLockedIn(image, session);
        boolean anywhere = reconnectMatch(image, session) == ReconnectMatch.USER;
        String address = session.subject().client().address();
        return within && (anywhere || address.equals(client.address()));
    }

    /** Both are applications, the pool shares sessions, nobody counts users, and the host may serve the other, too. */
    private static boolean isShareable(StateImage image, Session session, Resource resource) {
        boolean ofApplication = image.resources().stream()
                .filter(found -> isOf(found, session))
                .anyMatch(found -> found.kind() == ResourceKind.APPLICATION);
        return Recount.pool(image, session.seat().pool()).settings().sessions().sessionSharing()
                && ofApplication
                && resource.kind() == ResourceKind.APPLICATION
                && resource.settings().limit().concurrentUserLimit() == 0
                && NaiveLabels.labels(image, session.host())
                        .containsAll(resource.settings().labels().requiredLabels());
    }

    private static ReconnectMatch reconnectMatch(StateImage image, Session session) {
        Optional<ReconnectMatch> ofPool =
                Recount.pool(image, session.seat().pool()).settings().sessions().reconnectMatch();
        return ofPool.orElseGet(
                () -> image.site().map(site -> site.settings().reconnectMatch()).orElse(ReconnectMatch.USER));
    }

    private static boolean isOf(Resource resource, Session session) {
        return session.subject().resource().equals(Optional.of(resource.id()));
    }

    private static boolean isLockedIn(StateImage image, Session session) {
        Host host = Transition.host(image, session.host()).orElseThrow();
        return host.settings().logonControl() == LogonControl.DISABLED;
    }
}
