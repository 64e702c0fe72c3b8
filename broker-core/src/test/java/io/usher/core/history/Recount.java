package io.usher.core.history;

import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.state.StateImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Counts from the image alone, one session after the other, with no index that could be wrong. */
final class Recount {

    private Recount() {}

    static List<Session> on(StateImage image, HostId host) {
        return image.sessions().stream()
                .filter(session -> session.seat().host().equals(host))
                .toList();
    }

    static int taken(StateImage image, HostId host) {
        return on(image, host).size();
    }

    static int pending(StateImage image, HostId host) {
        return (int) on(image, host).stream()
                .filter(session -> session.status().state() == SessionState.PENDING)
                .count();
    }

    /** On the way, or confirmed after what the host's report shows. */
    static int inFlight(StateImage image, Host host) {
        LogPosition shown = host.status().load().reported();
        int inFlight = 0;
        for (Session session : on(image, host.id())) {
            Optional<LogPosition> confirmed = session.status().confirmed();
            boolean onTheWay = session.status().state() == SessionState.PENDING;
            boolean unseen =
                    confirmed.isPresent() && !onTheWay && confirmed.get().compareTo(shown) > 0;
            if (onTheWay || unseen) {
                inFlight++;
            }
        }
        return inFlight;
    }

    static int seats(StateImage image, Host host) {
        return inherited(image, host, HostPolicy::maxSessions, 250);
    }

    static int weight(StateImage image, Host host) {
        return inherited(image, host, HostPolicy::weight, 100);
    }

    static int pendingLogonLimit(StateImage image, Host host) {
        return inherited(image, host, HostPolicy::pendingLogonLimit, 0);
    }

    /** When a session is to be logged off since nobody works in it, as its host, pool and site say. */
    static Optional<LogTime> logOffTime(StateImage image, Session session) {
        SessionState state = session.state();
        boolean left = state == SessionState.DISCONNECTED;
        boolean there = left || state == SessionState.ACTIVE || state == SessionState.IDLE;
        if (!there || session.isLoggingOff()) {
            return Optional.empty();
        }
        Host host = Transition.host(image, session.host()).orElseThrow();
        boolean isApplication = image.resources().stream()
                .filter(resource -> resource.kind() == ResourceKind.APPLICATION)
                .anyMatch(resource -> session.subject().resource().equals(Optional.of(resource.id())));
        long since = session.status().since().epochMillis();
        long forAll = inherited(image, host, policy -> policy.timeouts().disconnectedSeconds(), 0);
        long forApplications =
                inherited(image, host, policy -> policy.timeouts().lingerSeconds(), 0);
        List<Long> times = new ArrayList<>();
        if (left && forAll > 0) {
            times.add(later(since, forAll));
        }
        if (isApplication && left && forApplications > 0) {
            times.add(later(since, forApplications));
        }
        if (isApplication && forApplications > 0) {
            session.status().unusedSince().ifPresent(time -> times.add(later(time.epochMillis(), forApplications)));
        }
        if (session.grant().prelaunched()) {
            times.add(session.grant().leaseEnds().epochMillis());
        }
        return times.stream().sorted().findFirst().map(LogTime::new);
    }

    /** When the binding goes if nobody uses it meanwhile; empty for one that is kept. */
    static Optional<LogTime> unboundAt(StateImage image, HostBinding binding) {
        return pool(image, binding.pool())
                .settings()
                .dedication()
                .bindingUnused()
                .map(kept -> new LogTime(later(binding.used().epochMillis(), kept.toSeconds())));
    }

    /** At most the last time there is. */
    private static long later(long millis, long seconds) {
        return millis > Long.MAX_VALUE - 1000 * seconds ? Long.MAX_VALUE : millis + 1000 * seconds;
    }

    /** Of site, pool and host, the last one that says something. */
    private static int inherited(
            StateImage image, Host host, Function<HostPolicy, OptionalInt> setting, int whereNoneIsSet) {
        List<HostPolicy> inOrder = new ArrayList<>();
        image.site().ifPresent(site -> inOrder.add(site.settings().hosts()));
        inOrder.add(pool(image, host.pool()).settings().hosts());
        inOrder.add(host.settings().policy());
        int value = whereNoneIsSet;
        for (HostPolicy policy : inOrder) {
            value = setting.apply(policy).orElse(value);
        }
        return value;
    }

    static Pool pool(StateImage image, PoolId id) {
        return image.pools().stream()
                .filter(pool -> pool.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("pool " + id + " must exist, found none"));
    }

    static List<Host> hosts(StateImage image, PoolId pool) {
        return image.hosts().stream().filter(host -> host.pool().equals(pool)).toList();
    }
}
