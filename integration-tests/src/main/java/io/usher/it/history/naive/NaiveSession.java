package io.usher.it.history.naive;

import io.usher.core.model.LogPosition;
import io.usher.proto.v1.Session;

/** A session with everything about it in the open; empty text and {@link LogPosition#NONE} for what is not there. */
final class NaiveSession {

    final LogPosition id;
    final String user;
    final String resource;
    final String pool;
    final String host;
    String clientName = "";
    String clientAddress = "";
    String clientSystem = "";
    String gateway = "";
    Session.State state = Session.State.STATE_PENDING;
    long since;
    LogPosition fence = LogPosition.NONE;
    LogPosition incarnation = LogPosition.NONE;
    long expires;
    long leaseEnds;
    boolean redeemed;
    /** Begun ahead; nobody has asked for it yet. */
    boolean ahead;

    String request = "";
    String key = "";
    LogPosition confirmed = LogPosition.NONE;
    Session.Action action = Session.Action.ACTION_UNSPECIFIED;
    LogPosition ordered = LogPosition.NONE;
    Session.EndReason endReason = Session.EndReason.END_REASON_UNSPECIFIED;
    LogPosition changed = LogPosition.NONE;
    /** Since when no application is open in it; negative where the host does not say so. */
    long unusedSince = -1;

    NaiveSession(LogPosition id, String user, String resource, NaiveHost host) {
        this.id = id;
        this.user = user;
        this.resource = resource;
        this.pool = host.pool;
        this.host = host.id;
    }

    /** Its id as people see it. */
    String name() {
        return "s-" + id;
    }

    boolean is(Session.State other) {
        return state == other;
    }

    boolean isLoggingOff() {
        return action == Session.Action.ACTION_LOG_OFF || action == Session.Action.ACTION_RESET;
    }

    boolean hasClient() {
        return is(Session.State.STATE_ACTIVE) || is(Session.State.STATE_IDLE);
    }

    void move(Session.State next, long now) {
        unusedSince = -1;
        if (state != next) {
            state = next;
            since = now;
        }
    }

    void order(Session.Action what, LogPosition at) {
        action = what;
        ordered = at;
    }

    void forgetOrder() {
        order(Session.Action.ACTION_UNSPECIFIED, LogPosition.NONE);
    }

    void end(Session.EndReason reason, long now) {
        state = Session.State.STATE_ENDED;
        unusedSince = -1;
        since = now;
        endReason = reason;
        forgetOrder();
    }

    /** It ended on its host while a ticket for it was out: somebody may still arrive. */
    void awaitArrival(long now) {
        move(Session.State.STATE_PENDING, now);
        key = "";
        confirmed = LogPosition.NONE;
        if (!isLoggingOff()) {
            forgetOrder();
        }
    }

    void confirm(LogPosition at) {
        if (confirmed.equals(LogPosition.NONE)) {
            confirmed = at;
        }
    }

    /** As the API shows it. */
    Session picture() {
        Session.Builder picture = Session.newBuilder()
                .setName("sessions/" + name())
                .setUser(user)
                .setResource(resource.isEmpty() ? "" : "resources/" + resource)
                .setPool("pools/" + pool)
                .setHost("hosts/" + host)
                .setState(state)
                .setStateTime(Pictures.time(since))
                .setFence(fence.toString())
                .setTicketRedeemed(redeemed)
                .setPrelaunched(ahead)
                .setHostKey(key)
                .setClientName(clientName)
                .setClientAddress(clientAddress)
                .setClientOs(clientSystem)
                .setGateway(gateway)
                .setPendingAction(action)
                .setEndReason(endReason)
                .setRequestId(request)
                .setRevision(changed.index());
        if (unusedSince >= 0) {
            picture.setUnusedTime(Pictures.time(unusedSince));
        }
        return picture.build();
    }
}
