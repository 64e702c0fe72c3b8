package io.usher.core.model;

/**
 * The inherited settings that are in effect on a host: its own, else those of its pool, else those of the site, else
 * the defaults. A host belongs to exactly one pool, so there is never a second one to ask.
 */
public record EffectiveHostPolicy(EffectiveValue weight, EffectiveValue maxSessions, EffectiveValue pendingLogonLimit) {

    /** Weight of a host where none is set. */
    public static final int DEFAULT_WEIGHT = 100;
    /** Seats of a host where none are set: the model product's default. */
    public static final int DEFAULT_MAX_SESSIONS = 250;
    /** No guard. */
    public static final int DEFAULT_PENDING_LOGON_LIMIT = 0;

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
                        DEFAULT_PENDING_LOGON_LIMIT));
    }
}
