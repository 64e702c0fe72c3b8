package io.usher.core.command;

import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;

/** A broker tells its address and the key that verifies its tickets. Proposed by each broker when it starts. */
public record RegisterBroker(BrokerId id, String apiAddress, String ticketKey, String version) implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public RegisterBroker {
        BrokerProfile.requireTexts(apiAddress, ticketKey, version);
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
