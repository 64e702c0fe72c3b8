package io.usher.core.model;

/**
 * A host that belongs to somebody. A host has at most one owner, and an owner at most one host of a pool. It outlives
 * the host's removal: a host of that name that comes back to the pool belongs to the same owner.
 *
 * @param used when it was made, or known to be used last: when the latest session on the host ended, or was found live
 * @param changed position at which it was made
 */
public record HostBinding(HostId host, PoolId pool, BindingOwner owner, LogTime used, LogPosition changed)
        implements Former {

    /** Somebody uses it, or did so lately; an earlier time changes nothing. */
    public HostBinding usedAt(LogTime time) {
        return time.isAfter(used) ? new HostBinding(host, pool, owner, time, changed) : this;
    }
}
