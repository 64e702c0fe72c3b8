package io.usher.node.api;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.SiteId;
import io.usher.node.wire.SiteHeader;
import io.usher.proto.v1.ErrorReason;
import java.util.Objects;

/**
 * Turns away calls of other brokers that mean another site: an address may be another site's by now. Brokers from
 * before there was the header say nothing and come in. Thread-safe.
 */
public final class OwnSite implements ServerInterceptor {

    private final SiteId site;
    private final String except;

    /** @param except name of a service that says itself what is wrong with another site */
    public OwnSite(SiteId site, String except) {
        this.site = site;
        this.except = except;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String meant = Objects.requireNonNullElse(headers.get(SiteHeader.KEY), site.value());
        if (meant.equals(site.value())
                || except.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        StatusMapping.close(
                call,
                StatusMapping.toStatus(ApiException.of(
                        ErrorReason.ERROR_REASON_SITE_NOT_SERVED,
                        new Detail("site", meant),
                        new Detail("served", site.value()))));
        return new ServerCall.Listener<>() {};
    }
}
