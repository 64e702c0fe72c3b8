package io.usher.core.command;

import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.LogPosition;
import io.usher.core.model.RaisedLog;
import java.util.Optional;

/**
 * Replaces a broker's settings.
 *
 * @param expected the etag that the caller has seen; empty to overwrite whatever is there
 */
public record UpdateBroker(BrokerId id, Optional<LogPosition> expected, BrokerSettings settings) implements Command {

    @Override
    public FeatureLevel needs() {
        return settings.raisedLog().isPresent()
                ? RaisedLog.NEEDED
                : settings.standby().needs();
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
