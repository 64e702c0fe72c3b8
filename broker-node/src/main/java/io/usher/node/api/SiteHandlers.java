package io.usher.node.api;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handlers of one site, each behind its door. Thread-safe. */
final class SiteHandlers {

    private final SiteServices of;
    private final InFlightLimit calls;
    private final List<ServerServiceDefinition> services;
    private final Map<String, ServerMethodDefinition<?, ?>> named;
    private final Map<String, ServerMethodDefinition<?, ?>> unnamed;
    private volatile boolean leaving;

    /**
     * Handlers for what a site serves.
     *
     * @param calls unary calls that it may have under way
     * @param whole what health checks are told that name no site
     */
    SiteHandlers(SiteServices of, int calls, Health whole) {
        this.of = of;
        this.calls = new InFlightLimit(calls);
        List<BindableService> own = new ArrayList<>(of.services());
        own.add(of.health().service());
        own.add(ProtoReflectionServiceV1.newInstance());
        services = guarded(own);
        named = methods(services);
        unnamed = methods(guarded(List.of(whole.service(), ProtoReflectionServiceV1.newInstance())));
    }

    String site() {
        return of.site().value();
    }

    Health health() {
        return of.health();
    }

    /** Calls under way. */
    InFlightLimit calls() {
        return calls;
    }

    List<ServerServiceDefinition> services() {
        return services;
    }

    /** The handler of a method for calls that name this site, or need not. */
    Optional<ServerMethodDefinition<?, ?>> named(String method) {
        return Optional.ofNullable(named.get(method));
    }

    /** The handler of a method for calls that name no site where several are served. */
    Optional<ServerMethodDefinition<?, ?>> unnamed(String method) {
        return Optional.ofNullable(unnamed.get(method));
    }

    /** Whether it is about to go. */
    boolean isLeaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    private List<ServerServiceDefinition> guarded(List<BindableService> services) {
        // The first one comes first.
        List<ServerInterceptor> guards =
                new ArrayList<>(List.of(calls, new RequestGuard(), new ClientAddress(), of.authorization()));
        of.gate().ifPresent(guards::add);
        return services.stream()
                .map(service -> ServerInterceptors.interceptForward(service, guards))
                .toList();
    }

    private static Map<String, ServerMethodDefinition<?, ?>> methods(List<ServerServiceDefinition> services) {
        Map<String, ServerMethodDefinition<?, ?>> methods = new HashMap<>();
        services.forEach(service -> service.getMethods()
                .forEach(method -> methods.put(method.getMethodDescriptor().getFullMethodName(), method)));
        return Map.copyOf(methods);
    }
}
