package io.usher.core.command;

import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionTarget;

/**
 * Has hosts do something with one session or with all that fit, or with themselves. Sessions with which it cannot be
 * done at present are passed over, unless one is named.
 */
public record RequestActions(ActionTarget target, ActionOrder order) implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public RequestActions {
        boolean ofSession = target.session().isPresent() || target.user().isPresent();
        if (order.kind() == ActionKind.REBOOT && ofSession) {
            throw new IllegalArgumentException("hosts are started again by host or pool, found " + target + " instead");
        }
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
