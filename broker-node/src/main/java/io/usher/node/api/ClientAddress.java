package io.usher.node.api;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Notes where a call came from, for clients that do not say. */
final class ClientAddress implements ServerInterceptor {

    private static final Context.Key<String> ADDRESS = Context.keyWithDefault("client-address", "");

    /** Network address of the caller without its port; empty where the connection shows none. */
    static String current() {
        return ADDRESS.get();
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        if (remote instanceof InetSocketAddress internet && internet.getAddress() != null) {
            Context context =
                    Context.current().withValue(ADDRESS, internet.getAddress().getHostAddress());
            return Contexts.interceptCall(context, call, headers, next);
        }
        return next.startCall(call, headers);
    }
}
