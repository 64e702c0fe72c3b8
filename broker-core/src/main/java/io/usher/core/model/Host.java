package io.usher.core.model;

/**
 * A machine that runs sessions.
 *
 * @param pool the one pool it belongs to
 * @param status what the brokers know of it at present
 * @param changed position of the latest change other than load; serves as the etag
 */
public record Host(
        HostId id,
        PoolId pool,
        HostSettings settings,
        Registration registration,
        HostStatus status,
        LogPosition changed) {

    public Host withSettings(HostSettings newSettings, LogPosition position) {
        return new Host(id, pool, newSettings, registration, status, position);
    }

    public Host withStatus(HostStatus newStatus, LogPosition position) {
        return new Host(id, pool, settings, registration, newStatus, position);
    }

    /** A load report is no change of the host itself: the etag stays. */
    public Host withLoad(Load load) {
        return new Host(id, pool, settings, registration, status.withLoad(load), changed);
    }

    /** An inventory or a redemption with this epoch has been taken. */
    public Host withEpoch(long epoch) {
        return new Host(id, pool, settings, registration, status.withEpoch(epoch), changed);
    }

    /** That logons fail is no change of the host itself: the etag stays. */
    public Host with(LogonFailures failures) {
        return new Host(id, pool, settings, registration, status.with(failures), changed);
    }

    /** Whether it is up and lets new sessions in. */
    public boolean isOpen() {
        return isUp() && settings.logonControl() == LogonControl.ENABLED;
    }

    public HostIncarnation incarnation() {
        return registration.incarnation();
    }

    public boolean isUp() {
        return status.state() == HostState.UP;
    }
}
