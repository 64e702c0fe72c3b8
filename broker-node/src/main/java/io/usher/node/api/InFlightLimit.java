package io.usher.node.api;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.usher.core.command.Refusal.Detail;
import io.usher.proto.v1.ErrorReason;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses unary calls when as many are under way as may be. Streams have bounds of their own. Thread-safe. */
final class InFlightLimit implements ServerInterceptor {

    private final int limit;
    private final AtomicInteger underWay = new AtomicInteger();

    InFlightLimit(int limit) {
        this.limit = limit;
    }

    /** Calls under way at present. */
    int underWay() {
        return underWay.get();
    }

    /**
     * Waits until no call is under way.
     *
     * @return false when some still are after that time
     */
    boolean awaitNone(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (underWay) {
            while (underWay.get() > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(underWay, left);
            }
            return true;
        }
    }

    private void release() {
        if (underWay.decrementAndGet() == 0) {
            synchronized (underWay) {
                underWay.notifyAll();
            }
        }
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (call.getMethodDescriptor().getType() != MethodType.UNARY) {
            return next.startCall(call, headers);
        }
        if (underWay.incrementAndGet() > limit) {
            release();
            StatusRuntimeException refused = StatusMapping.toStatus(ApiException.of(
                    ErrorReason.ERROR_REASON_OVERLOADED, new Detail("detail", limit + " calls under way")));
            StatusMapping.close(call, refused);
            return new ServerCall.Listener<>() {};
        }
        AtomicBoolean counted = new AtomicBoolean(true);
        Runnable done = () -> {
            if (counted.compareAndSet(true, false)) {
                release();
            }
        };
        try {
            return new Counted<>(next.startCall(call, headers), done);
        } catch (RuntimeException e) {
            done.run();
            throw e;
        }
    }

    private static final class Counted<Q> extends SimpleForwardingServerCallListener<Q> {

        private final Runnable release;

        Counted(ServerCall.Listener<Q> delegate, Runnable release) {
            super(delegate);
            this.release = release;
        }

        @Override
        public void onComplete() {
            release.run();
            super.onComplete();
        }

        @Override
        public void onCancel() {
            release.run();
            super.onCancel();
        }
    }
}
