package io.usher.it.history.naive;

import io.usher.core.model.ActionOrder;
import io.usher.core.model.LogPosition;
import io.usher.proto.v1.Action;

/** Something that a host was asked to do; an empty name and {@link LogPosition#NONE} for what is done to the host. */
final class NaiveAction {

    final LogPosition id;
    final String host;
    final LogPosition session;
    final String user;
    final ActionOrder order;
    final long deadline;
    Action.State state = Action.State.STATE_PENDING;
    String reason = "";
    long since;
    LogPosition changed;

    NaiveAction(LogPosition id, String host, ActionOrder order, NaiveState at) {
        this.id = id;
        this.host = host;
        this.session = LogPosition.NONE;
        this.user = "";
        this.order = order;
        this.deadline = at.now + order.timeout().toMillis();
        this.since = at.now;
        this.changed = at.position;
    }

    NaiveAction(LogPosition id, NaiveSession session, ActionOrder order, NaiveState at) {
        this.id = id;
        this.host = session.host;
        this.session = session.id;
        this.user = session.user;
        this.order = order;
        this.deadline = at.now + order.timeout().toMillis();
        this.since = at.now;
        this.changed = at.position;
    }

    boolean isPending() {
        return state == Action.State.STATE_PENDING;
    }

    boolean isOfSession() {
        return !session.equals(LogPosition.NONE);
    }

    void settle(Action.State what, String why, NaiveState at) {
        state = what;
        reason = why;
        since = at.now;
        changed = at.position;
    }

    /** As the API shows it. */
    Action picture() {
        return Action.newBuilder()
                .setName("actions/a-" + id)
                .setKind(Action.Kind.valueOf("KIND_" + order.kind().name()))
                .setSession(isOfSession() ? "sessions/s-" + session : "")
                .setHost("hosts/" + host)
                .setUser(user)
                .setTitle(order.title())
                .setText(order.text())
                .setState(state)
                .setReason(reason)
                .setStateTime(Pictures.time(since))
                .setExpireTime(Pictures.time(deadline))
                .setRevision(changed.index())
                .build();
    }
}
