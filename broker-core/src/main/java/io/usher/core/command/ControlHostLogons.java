package io.usher.core.command;

import io.usher.core.model.HostId;
import io.usher.core.model.LogonControl;

/**
 * Says who may log on to a host, whatever its other settings are at present.
 *
 * @param belowMinimum whether fewer hosts of the pool may be left open than its policy says
 */
public record ControlHostLogons(HostId host, LogonControl control, boolean belowMinimum) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
