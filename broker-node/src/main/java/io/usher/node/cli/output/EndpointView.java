package io.usher.node.cli.output;

import io.usher.proto.v1.BrokerEndpoint;
import java.util.List;

/** Where brokers are reached, in tables. */
public final class EndpointView {

    private static final View<BrokerEndpoint> VIEW = new View<>(
            BrokerEndpoint::getBroker,
            List.of(
                    Column.of("BROKER", endpoint -> Wording.id(endpoint.getBroker())),
                    Column.of("ADDRESS", BrokerEndpoint::getApiAddress),
                    Column.of(
                            "ALTERNATE-ADDRESSES",
                            endpoint -> String.join(",", endpoint.getAlternateAddressesList()))));

    private EndpointView() {}

    public static View<BrokerEndpoint> view() {
        return VIEW;
    }
}
