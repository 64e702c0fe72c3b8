package io.usher.node.api;

import io.usher.core.event.Event;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.Event.HostRemoved;
import io.usher.core.model.Host;
import io.usher.core.model.PoolId;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.HostMapping;
import io.usher.node.api.mapping.Names;
import io.usher.proto.v1.HostEvent;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.WatchHostsRequest;
import io.usher.proto.v1.WatchHostsResponse;
import java.util.List;
import java.util.Optional;

/**
 * A watch of hosts.
 *
 * @param pool only hosts of this pool; empty for all
 */
record HostWatch(Optional<PoolId> pool) implements Watch<Host, HostEvent, WatchHostsResponse> {

    static HostWatch of(WatchHostsRequest request) {
        return new HostWatch(new FieldChecks().required("pool", () -> Names.optional(request.getPool(), Names::pool)));
    }

    @Override
    public List<Host> present(BrokerView view) {
        return List.copyOf(pool.map(view::hostsOf).orElseGet(view::hosts));
    }

    @Override
    public HostEvent present(Host host) {
        return HostMapping.present(host);
    }

    @Override
    public Optional<HostEvent> change(Event event) {
        if (event instanceof HostChanged changed
                && pool.map(changed.host().pool()::equals).orElse(true)) {
            return HostMapping.changed(changed);
        }
        // The event does not say which pool the host was in; to forget a host that one never knew does no harm.
        return event instanceof HostRemoved removed
                ? Optional.of(HostMapping.removed(removed.host()))
                : Optional.empty();
    }

    @Override
    public WatchHostsResponse message(ResponseHeader header, List<HostEvent> changes, boolean initial) {
        return WatchHostsResponse.newBuilder()
                .setHeader(header)
                .addAllEvents(changes)
                .setInitial(initial)
                .build();
    }
}
