package io.usher.node.cli.client;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * Notices whether a request may have left for a server. One that did not was certainly not carried out. For one call;
 * thread-safe.
 */
final class DepartureProbe extends ClientStreamTracer.Factory {
    private volatile boolean departed;

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes transport, Metadata sentHeaders) {
                departed = true;
            }
        };
    }

    boolean departed() {
        return departed;
    }
}
