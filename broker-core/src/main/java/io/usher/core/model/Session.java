package io.usher.core.model;

/**
 * One user's running desktop or application container on one host.
 *
 * @param changed position of the latest change
 */
public record Session(
        SessionId id, SessionSubject subject, Seat seat, Grant grant, SessionStatus status, LogPosition changed) {

    public UserName user() {
        return subject.user();
    }

    public HostId host() {
        return seat.host();
    }

    public SessionState state() {
        return status.state();
    }

    public Session with(SessionStatus newStatus, LogPosition position) {
        return new Session(id, subject, seat, grant, newStatus, position);
    }

    public Session with(Grant newGrant, LogPosition position) {
        return new Session(id, subject, seat, newGrant, status, position);
    }

    public Session with(SessionSubject newSubject, LogPosition position) {
        return new Session(id, newSubject, seat, grant, status, position);
    }

    /** Whether the host has been told to end it. */
    public boolean isLoggingOff() {
        return status.action().isPresent() && status.action().get().kind().endsSession();
    }
}
