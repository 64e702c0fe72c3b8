package io.usher.core.model;

/**
 * What the brokers know of a host at present.
 *
 * @param since when the state began
 * @param load latest committed report
 * @param epoch highest epoch taken from this incarnation's agent, 0 before the first
 */
public record HostStatus(HostState state, LogTime since, Load load, long epoch) {

    public HostStatus withLoad(Load newLoad) {
        return new HostStatus(state, since, newLoad, epoch);
    }

    public HostStatus withEpoch(long newEpoch) {
        return new HostStatus(state, since, load, newEpoch);
    }

    public HostStatus lost(LogTime now) {
        return new HostStatus(HostState.LOST, now, load, epoch);
    }
}
