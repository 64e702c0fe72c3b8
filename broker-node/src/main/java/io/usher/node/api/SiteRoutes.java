package io.usher.node.api;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.usher.core.command.Refusal.Detail;
import io.usher.node.wire.SiteHeader;
import io.usher.proto.v1.ErrorReason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the site that a call means, and starts the call there: each site has handlers of its own behind its own door.
 * Thread-safe.
 */
final class SiteRoutes extends HandlerRegistry {

    /** About the process as much as about a site. */
    private static final Set<String> FOR_ALL = Set.of(HealthGrpc.SERVICE_NAME, ServerReflectionGrpc.SERVICE_NAME);

    private final SortedSet<String> sites;
    private final Map<String, SiteHandlers> present = new ConcurrentSkipListMap<>();
    private final Map<String, ServerMethodDefinition<?, ?>> routed = new ConcurrentHashMap<>();

    /** @param sites ids of those that are to be served, whether they are there at present or not; not empty */
    SiteRoutes(SortedSet<String> sites) {
        this.sites = new TreeSet<>(sites);
    }

    /** Starts calls of a site from now on. */
    void add(SiteHandlers handlers) {
        present.put(handlers.site(), handlers);
    }

    /** Calls of a site are turned away from now on; other brokers may serve them. */
    void remove(SiteHandlers handlers) {
        present.remove(handlers.site(), handlers);
    }

    /** Whether all sites that are there are about to go. */
    boolean areAllLeaving() {
        return present.values().stream().allMatch(SiteHandlers::isLeaving);
    }

    /** The sites that are there. */
    List<SiteHandlers> present() {
        return List.copyOf(present.values());
    }

    @Override
    public List<ServerServiceDefinition> getServices() {
        return present.values().stream().findFirst().map(SiteHandlers::services).orElse(List.of());
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
        ServerMethodDefinition<?, ?> known = routed.get(name);
        if (known != null) {
            return known;
        }
        // Which site is meant stands in the headers, which are not at hand yet. All sites serve the same methods.
        Optional<ServerMethodDefinition<?, ?>> found = present.values().stream()
                .<ServerMethodDefinition<?, ?>>flatMap(site -> site.named(name).stream())
                .findFirst();
        found.ifPresent(method -> routed.put(name, route(method.getMethodDescriptor())));
        return routed.get(name);
    }

    private <Q, R> ServerMethodDefinition<Q, R> route(MethodDescriptor<Q, R> method) {
        return ServerMethodDefinition.create(method, this::start);
    }

    private <Q, R> ServerCall.Listener<Q> start(ServerCall<Q, R> call, Metadata headers) {
        ServerCallHandler<Q, R> handler;
        try {
            handler = handler(call.getMethodDescriptor(), Optional.ofNullable(headers.get(SiteHeader.KEY)));
        } catch (ApiException e) {
            StatusMapping.close(call, StatusMapping.toStatus(e));
            return new ServerCall.Listener<>() {};
        }
        return handler.startCall(call, headers);
    }

    @SuppressWarnings("unchecked") // Of the same name, so of the same generated method.
    private <Q, R> ServerCallHandler<Q, R> handler(MethodDescriptor<Q, R> method, Optional<String> meant) {
        ServerMethodDefinition<?, ?> found = definition(method, meant).orElseThrow(() -> notReady());
        return (ServerCallHandler<Q, R>) found.getServerCallHandler();
    }

    private Optional<ServerMethodDefinition<?, ?>> definition(MethodDescriptor<?, ?> method, Optional<String> meant) {
        String name = method.getFullMethodName();
        if (meant.isPresent()) {
            requireServed(meant.get());
            return serving(meant.get()).flatMap(site -> site.named(name));
        }
        if (sites.size() == 1) {
            return serving(sites.first()).flatMap(site -> site.named(name));
        }
        if (FOR_ALL.contains(Objects.requireNonNullElse(method.getServiceName(), ""))) {
            return present.values().stream().findFirst().flatMap(site -> site.unnamed(name));
        }
        throw ApiException.of(ErrorReason.ERROR_REASON_SITE_NOT_NAMED, served());
    }

    private void requireServed(String site) {
        if (!sites.contains(site)) {
            throw ApiException.of(ErrorReason.ERROR_REASON_SITE_NOT_SERVED, new Detail("site", site), served());
        }
    }

    private Detail served() {
        return new Detail("served", String.join(", ", sites));
    }

    /** One that is about to go takes no new calls, unless the whole server goes and clients are told so anyway. */
    private Optional<SiteHandlers> serving(String site) {
        return Optional.ofNullable(present.get(site)).filter(found -> !found.isLeaving() || areAllLeaving());
    }

    private static ApiException notReady() {
        return ApiException.of(ErrorReason.ERROR_REASON_NOT_READY);
    }
}
