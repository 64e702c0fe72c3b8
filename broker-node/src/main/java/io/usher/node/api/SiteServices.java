package io.usher.node.api;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.usher.core.model.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * What one site serves to clients and agents.
 *
 * @param health told beside
 * @param authorization finds out who calls and what they may
 * @param gate asked about callers who may make their call
 * @param services what is served beside health and reflection
 */
public record SiteServices(
        SiteId site,
        Health health,
        Authorization authorization,
        Optional<ServerInterceptor> gate,
        List<? extends BindableService> services) {

    public SiteServices {
        services = List.copyOf(services);
    }
}
