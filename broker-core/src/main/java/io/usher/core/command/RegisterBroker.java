package io.usher.core.command;

import io.usher.core.model.AddedLater;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.StandbySettings;

/**
 * A broker tells its address and the key that verifies its tickets. Proposed by each broker when it starts.
 *
 * @param standby whether it follows without a vote; counts the first time alone, afterwards administrators say so
 */
public record RegisterBroker(
        BrokerId id,
        String apiAddress,
        String ticketKey,
        String version,
        @AddedLater(level = 2) boolean standby) implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public RegisterBroker {
        BrokerProfile.requireTexts(apiAddress, ticketKey, version);
    }

    /** One that has a vote. */
    public RegisterBroker(BrokerId id, String apiAddress, String ticketKey, String version) {
        this(id, apiAddress, ticketKey, version, false);
    }

    /** The same of one that follows without a vote, or with one. */
    public RegisterBroker withStandby(boolean other) {
        return new RegisterBroker(id, apiAddress, ticketKey, version, other);
    }

    @Override
    public FeatureLevel needs() {
        return standby ? StandbySettings.LEVEL : FeatureLevel.FIRST;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
