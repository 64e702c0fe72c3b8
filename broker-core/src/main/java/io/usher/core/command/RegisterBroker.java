package io.usher.core.command;

import io.usher.core.model.BrokerId;

/** A broker tells its address and the key that verifies its tickets. Proposed by each broker when it starts. */
public record RegisterBroker(BrokerId id, String apiAddress, String ticketKey, String version) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
