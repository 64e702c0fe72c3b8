package io.usher.core.model;

/**
 * What the brokers know of a host at present.
 *
 * @param since when the state began
 * @param load latest committed report
 * @param epoch highest epoch taken from this incarnation's agent, 0 before the first
 * @param failures logons that failed
 */
public record HostStatus(HostState state, LogTime since, Load load, long epoch, LogonFailures failures) {

    /** The status of a host whose logons have not failed. */
    public HostStatus(HostState state, LogTime since, Load load, long epoch) {
        this(state, since, load, epoch, LogonFailures.NONE);
    }

    public HostStatus withLoad(Load newLoad) {
        return new HostStatus(state, since, newLoad, epoch, failures);
    }

    public HostStatus withEpoch(long newEpoch) {
        return new HostStatus(state, since, load, newEpoch, failures);
    }

    public HostStatus with(LogonFailures newFailures) {
        return new HostStatus(state, since, load, epoch, newFailures);
    }

    public HostStatus lost(LogTime now) {
        return new HostStatus(HostState.LOST, now, load, epoch, failures);
    }
}
