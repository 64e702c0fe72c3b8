package io.usher.node.api;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.BrokerId;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.ErrorReason;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns clients and agents away while this broker is disabled; they ask another one. Administrators still reach the
 * brokers themselves. Thread-safe.
 */
public final class EnabledGate implements ServerInterceptor {

    private static final String OURS = "usher.v1.";
    private static final Set<String> ALWAYS = Set.of(BrokerServiceGrpc.SERVICE_NAME, ClusterServiceGrpc.SERVICE_NAME);

    private final BrokerId self;
    private final List<Runnable> endStreams;
    private volatile boolean enabled = true;

    /** @param endStreams ends the streams of clients and agents that are open when the broker is disabled */
    public EnabledGate(BrokerId self, List<Runnable> endStreams) {
        this.self = self;
        this.endStreams = List.copyOf(endStreams);
    }

    /** Told again and again what the site says. */
    public void tell(boolean isEnabled) {
        boolean before = enabled;
        enabled = isEnabled;
        if (before && !isEnabled) {
            endStreams.forEach(Runnable::run);
        }
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (enabled || isForAdministrators(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        StatusMapping.close(
                call,
                StatusMapping.toStatus(
                        ApiException.of(ErrorReason.ERROR_REASON_BROKER_DISABLED, new Detail("broker", self.value()))));
        return new ServerCall.Listener<>() {};
    }

    private static boolean isForAdministrators(@Nullable String service) {
        String name = Objects.requireNonNullElse(service, "");
        return !name.startsWith(OURS) || ALWAYS.contains(name);
    }
}
