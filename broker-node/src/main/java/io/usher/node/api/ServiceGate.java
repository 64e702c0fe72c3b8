package io.usher.node.api;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerSettings;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.ErrorReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns clients and agents away while this broker is disabled, and agents while it is a standby; they ask another one.
 * Administrators still reach the brokers themselves. Thread-safe.
 */
public final class ServiceGate implements ServerInterceptor {

    private static final String OURS = "usher.v1.";
    private static final Set<String> ALWAYS = Set.of(BrokerServiceGrpc.SERVICE_NAME, ClusterServiceGrpc.SERVICE_NAME);

    private final BrokerId self;
    private final Runnable endAgents;
    private final List<Runnable> endOthers;
    private volatile BrokerSettings settings = BrokerSettings.DEFAULTS;

    /**
     * Lets everybody in.
     *
     * @param endAgents ends the streams of agents that are open when they are turned away
     * @param endOthers end the streams of everybody else
     */
    public ServiceGate(BrokerId self, Runnable endAgents, List<Runnable> endOthers) {
        this.self = self;
        this.endAgents = endAgents;
        this.endOthers = List.copyOf(endOthers);
    }

    /** Told again and again what the site says. Not called by two threads at a time. */
    public void tell(BrokerSettings present) {
        BrokerSettings before = settings;
        settings = present;
        if (before.mayLead() && !present.mayLead()) {
            endAgents.run();
        }
        if (before.enabled() && !present.enabled()) {
            endOthers.forEach(Runnable::run);
        }
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Optional<ErrorReason> refusal = refusal(call.getMethodDescriptor().getServiceName());
        if (refusal.isEmpty()) {
            return next.startCall(call, headers);
        }
        StatusMapping.close(
                call, StatusMapping.toStatus(ApiException.of(refusal.get(), new Detail("broker", self.value()))));
        return new ServerCall.Listener<>() {};
    }

    private Optional<ErrorReason> refusal(@Nullable String service) {
        String name = Objects.requireNonNullElse(service, "");
        BrokerSettings present = settings;
        if (!name.startsWith(OURS) || ALWAYS.contains(name)) {
            return Optional.empty();
        }
        if (present.disabled()) {
            return Optional.of(ErrorReason.ERROR_REASON_BROKER_DISABLED);
        }
        return present.isStandby() && name.equals(AgentServiceGrpc.SERVICE_NAME)
                ? Optional.of(ErrorReason.ERROR_REASON_BROKER_IS_STANDBY)
                : Optional.empty();
    }
}
