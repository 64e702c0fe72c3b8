package io.usher.node.api;

import com.google.protobuf.MessageLite;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.usher.core.command.Refusal.Detail;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.ErrorReason;

/**
 * Refuses requests that are larger than their service takes, and turns what escapes a handler into a fault that says
 * nothing of the inside. Thread-safe.
 */
final class RequestGuard implements ServerInterceptor {

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        // The library bounds every message by what agents may send, before it is read.
        boolean isAgent =
                AgentServiceGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName());
        int limit = isAgent ? Integer.MAX_VALUE : ServerLimits.CLIENT_MESSAGE_BYTES;
        return new Guarded<>(next.startCall(call, headers), call, limit);
    }

    private static final class Guarded<Q, R> extends SimpleForwardingServerCallListener<Q> {

        private final ServerCall<Q, R> call;
        private final int limit;
        private boolean refused;

        Guarded(ServerCall.Listener<Q> delegate, ServerCall<Q, R> call, int limit) {
            super(delegate);
            this.call = call;
            this.limit = limit;
        }

        @Override
        public void onMessage(Q message) {
            if (message instanceof MessageLite sized && sized.getSerializedSize() > limit) {
                refuse(ApiException.of(
                        ErrorReason.ERROR_REASON_TOO_LARGE,
                        new Detail("detail", sized.getSerializedSize() + " bytes, at most " + limit)));
                return;
            }
            guarded(() -> super.onMessage(message));
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                guarded(super::onHalfClose);
            }
        }

        @Override
        public void onReady() {
            guarded(super::onReady);
        }

        private void guarded(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException e) {
                refuse(e);
            }
        }

        private void refuse(RuntimeException failure) {
            refused = true;
            StatusMapping.close(call, StatusMapping.toStatus(failure));
        }
    }
}
