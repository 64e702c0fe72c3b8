package io.usher.node.agent;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One stream to one broker. Used by the loop alone; what the broker says is passed to the loop in order. */
final class BrokerLink {
    private final String broker;
    private final Executor loop;
    private final Consumer<ConnectResponse> heard;
    private final Consumer<Throwable> ended;
    private Optional<ClientCallStreamObserver<ConnectRequest>> stream = Optional.empty();
    private boolean isOver;

    BrokerLink(String broker, Executor loop, Consumer<ConnectResponse> heard, Consumer<Throwable> ended) {
        this.broker = broker;
        this.loop = loop;
        this.heard = heard;
        this.ended = ended;
    }

    void open(ManagedChannel channel) {
        AgentServiceGrpc.newStub(channel).connect(new Receiver());
    }

    String broker() {
        return broker;
    }

    void send(ConnectRequest message) {
        if (!isOver) {
            stream.ifPresent(open -> open.onNext(message));
        }
    }

    /** Ends the stream; nothing more is heard from it. */
    void cancel(String why) {
        isOver = true;
        stream.ifPresent(open -> open.cancel(why, null));
    }

    private void end(Throwable cause) {
        if (!isOver) {
            isOver = true;
            ended.accept(cause);
        }
    }

    private final class Receiver implements ClientResponseObserver<ConnectRequest, ConnectResponse> {
        @Override
        public void beforeStart(ClientCallStreamObserver<ConnectRequest> request) {
            stream = Optional.of(request);
        }

        @Override
        public void onNext(ConnectResponse message) {
            loop.execute(() -> {
                if (!isOver) {
                    heard.accept(message);
                }
            });
        }

        @Override
        public void onError(@Nullable Throwable cause) {
            loop.execute(() -> end(cause == null ? new IllegalStateException("no cause given") : cause));
        }

        @Override
        public void onCompleted() {
            loop.execute(() -> end(new IllegalStateException("the broker ended the stream")));
        }
    }
}
