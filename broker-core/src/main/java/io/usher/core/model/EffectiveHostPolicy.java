package io.usher.core.model;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The inherited settings that are in effect on a host: its own, else those of its pool, else those of the site, else
 * the defaults. A host belongs to exactly one pool, so there is never a second one to ask.
 */
public record EffectiveHostPolicy(
        EffectiveValue weight,
        EffectiveValue maxSessions,
        EffectiveValue pendingLogonLimit,
        EffectiveValue lingerSeconds,
        EffectiveValue disconnectedSeconds) {

    /** Weight of a host where none is set. */
    public static final int DEFAULT_WEIGHT = 100;
    /** Seats of a host where none are set: the model product's default. */
    public static final int DEFAULT_MAX_SESSIONS = 250;
    /** No guard. */
    public static final int DEFAULT_PENDING_LOGON_LIMIT = 0;
    /** Nobody is logged off. */
    public static final int DEFAULT_TIMEOUT_SECONDS = 0;

    /** Looks from the host outwards. */
    public static EffectiveHostPolicy of(HostPolicy host, HostPolicy pool, HostPolicy site) {
        return new EffectiveHostPolicy(
                EffectiveValue.nearest(host.weight(), pool.weight(), site.weight(), DEFAULT_WEIGHT),
                EffectiveValue.nearest(
                        host.maxSessions(), pool.maxSessions(), site.maxSessions(), DEFAULT_MAX_SESSIONS),
                EffectiveValue.nearest(
                        host.pendingLogonLimit(),
                        pool.pendingLogonLimit(),
                        site.pendingLogonLimit(),
                        DEFAULT_PENDING_LOGON_LIMIT),
                EffectiveValue.nearest(
                        host.timeouts().lingerSeconds(),
                        pool.timeouts().lingerSeconds(),
                        site.timeouts().lingerSeconds(),
                        DEFAULT_TIMEOUT_SECONDS),
                EffectiveValue.nearest(
                        host.timeouts().disconnectedSeconds(),
                        pool.timeouts().disconnectedSeconds(),
                        site.timeouts().disconnectedSeconds(),
                        DEFAULT_TIMEOUT_SECONDS));
    }

    /**
     * When a session is to be logged off because nobody works in it, or nobody asked for it since it was begun ahead;
     * empty for never.
     *
     * @param isApplication whether it is of an application rather than a desktop
     */
    public Optional<LogTime> logOffTime(Session session, boolean isApplication) {
        SessionStatus status = session.status();
        if (!status.state().isConfirmed() || session.isLoggingOff()) {
            return Optional.empty();
        }
        Optional<LogTime> left =
                status.state() == SessionState.DISCONNECTED ? Optional.of(status.since()) : Optional.empty();
        Optional<LogTime> unused = isApplication ? earliest(left, status.unusedSince()) : Optional.empty();
        Optional<LogTime> held =
                session.grant().prelaunched() ? Optional.of(session.grant().leaseEnds()) : Optional.empty();
        return earliest(held, earliest(after(left, disconnectedSeconds), after(unused, lingerSeconds)));
    }

    private static Optional<LogTime> after(Optional<LogTime> since, EffectiveValue seconds) {
        return since.filter(time -> seconds.value() > 0).map(time -> time.plus(Duration.ofSeconds(seconds.value())));
    }

    private static Optional<LogTime> earliest(Optional<LogTime> one, Optional<LogTime> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(LogTime::compareTo);
    }
}
