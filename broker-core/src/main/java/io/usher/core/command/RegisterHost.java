package io.usher.core.command;

import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.PoolId;
import io.usher.core.model.Registration;

/**
 * An agent speaks for a host. The first registration creates the host with the proposed settings; later ones leave the
 * settings that administrators gave it.
 *
 * @param proposed settings of a host that is new
 */
public record RegisterHost(HostId id, PoolId pool, String agentInstance, String endpoint, HostSettings proposed)
        implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public RegisterHost {
        Registration.requireAgentInstance(agentInstance);
        Registration.requireEndpoint(endpoint);
    }

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
