package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status.Code;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.GetPoolResponse;
import io.usher.proto.v1.PoolServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

    private final List<StreamObserver<GetPoolResponse>> waiting = new ArrayList<>();
    private final InFlightLimit limit = new InFlightLimit(2);
    private final String name = InProcessServerBuilder.generateName();
    private final Server server = InProcessServerBuilder.forName(name)
            .directExecutor()
            .intercept(limit)
            .addService(new PoolServiceGrpc.PoolServiceImplBase() {
                @Override
                public void getPool(GetPoolRequest request, StreamObserver<GetPoolResponse> observer) {
                    waiting.add(observer);
                }
            })
            .build();
    private final List<Future<GetPoolResponse>> asked = new ArrayList<>();
    private final ManagedChannel channel =
            InProcessChannelBuilder.forName(name).directExecutor().build();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void refusesWhatIsTooMuchAndSaysWhenToComeBack() {
        ask();
        ask();

        Errors error =
                Errors.of(() -> PoolServiceGrpc.newBlockingStub(channel).getPool(GetPoolRequest.getDefaultInstance()));

        assertThat(error.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(error.reason()).isEqualTo("OVERLOADED");
        assertThat(error.retry()).isPresent();
        assertThat(waiting).hasSize(2);
    }

    @Test
    void takesTheNextCallWhenOneHasBeenAnswered() {
        ask();
        ask();
        waiting.get(0).onNext(GetPoolResponse.getDefaultInstance());
        waiting.get(0).onCompleted();

        ask();

        assertThat(waiting).hasSize(3);
        assertThat(limit.underWay()).isEqualTo(2);
    }

    @Test
    void takesTheNextCallWhenAClientHasGivenUp() {
        ask();
        ask();
        asked.get(0).cancel(true);

        ask();

        assertThat(waiting).hasSize(3);
    }

    private void ask() {
        asked.add(PoolServiceGrpc.newFutureStub(channel).getPool(GetPoolRequest.getDefaultInstance()));
    }
}
