package io.usher.node.api;

import io.usher.core.event.Event;
import io.usher.core.event.Event.BrokerChanged;
import io.usher.core.model.BrokerProfile;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.BrokerMapping;
import io.usher.proto.v1.BrokerEvent;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.WatchBrokersResponse;
import java.util.List;
import java.util.Optional;

/** A watch of brokers. */
record BrokerWatch() implements Watch<BrokerProfile, BrokerEvent, WatchBrokersResponse> {

    @Override
    public List<BrokerProfile> present(BrokerView view) {
        return view.brokers().stream().filter(BrokerProfile::isMember).toList();
    }

    @Override
    public BrokerEvent present(BrokerProfile broker) {
        return BrokerMapping.present(broker);
    }

    @Override
    public Optional<BrokerEvent> change(Event event) {
        return event instanceof BrokerChanged changed ? Optional.of(BrokerMapping.changed(changed)) : Optional.empty();
    }

    @Override
    public WatchBrokersResponse message(ResponseHeader header, List<BrokerEvent> changes, boolean initial) {
        return WatchBrokersResponse.newBuilder()
                .setHeader(header)
                .addAllEvents(changes)
                .setInitial(initial)
                .build();
    }
}
