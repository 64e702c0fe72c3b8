package io.usher.core.model;

import java.util.Optional;

/**
 * Something that somebody asked a host to do, and what became of it.
 *
 * @param session what it is done to; empty for what is done to the host itself
 * @param user whose session it is
 * @param deadline when it counts as not done
 */
public record Action(
        ActionId id,
        HostId host,
        Optional<SessionId> session,
        Optional<UserName> user,
        ActionOrder order,
        LogTime deadline,
        ActionOutcome outcome) {

    public ActionKind kind() {
        return order.kind();
    }

    public boolean isPending() {
        return outcome.state() == ActionState.PENDING;
    }

    /** The action with what became of it. */
    public Action settled(ActionOutcome newOutcome) {
        return new Action(id, host, session, user, order, deadline, newOutcome);
    }
}
