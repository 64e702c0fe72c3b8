package io.usher.node.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Contexts;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.usher.core.model.Origin;
import io.usher.node.api.CallOrigin;
import io.usher.node.replication.codec.AuditCodec;
import io.usher.proto.internal.v1.OriginRecord;
import java.util.Optional;

/**
 * Tells the primary who made a call that is passed on. The header is read on the peer address alone, where only brokers
 * come: whatever strangers send under its name is never looked at.
 */
final class OriginHeader implements ClientInterceptor, ServerInterceptor {

    static final Metadata.Key<byte[]> KEY = Metadata.Key.of("usher-origin-bin", Metadata.BINARY_BYTE_MARSHALLER);

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        Optional<Origin> origin = CallOrigin.passedOn();
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                origin.ifPresent(who -> headers.put(KEY, AuditCodec.encode(who).toByteArray()));
                super.start(listener, headers);
            }
        };
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        byte[] told = headers.get(KEY);
        if (told == null) {
            return next.startCall(call, headers);
        }
        Origin origin;
        try {
            origin = AuditCodec.decode(OriginRecord.parseFrom(told));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            call.close(
                    Status.INVALID_ARGUMENT
                            .withDescription("the header " + KEY.name() + " cannot be read")
                            .withCause(e),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(CallOrigin.with(origin), call, headers, next);
    }
}
