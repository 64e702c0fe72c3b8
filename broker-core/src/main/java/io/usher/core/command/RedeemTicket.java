package io.usher.core.command;

import io.usher.core.model.Fence;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.SessionId;

/**
 * The host tells that a user arrived with a ticket.
 *
 * @param epoch the agent's count of its messages; an older inventory is refused afterwards
 * @param admitted whether the host has let the user in already, which it may do within its lease while no broker
 *     answers
 */
public record RedeemTicket(
        HostId host, HostIncarnation incarnation, long epoch, SessionId session, Fence fence, boolean admitted)
        implements Command {

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
