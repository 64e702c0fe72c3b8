package io.usher.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.usher.core.model.BrokerId;
import io.usher.core.model.Origin;
import io.usher.core.model.Role;
import io.usher.node.api.CallOrigin;
import io.usher.node.replication.codec.AuditCodec;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.PromoteBrokerRequest;
import io.usher.proto.v1.PromoteBrokerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who made a call travels with it to the primary, and only from broker to broker. */
class OriginHeaderTest {

    private static final Origin ALICE = new Origin("cn:alice", List.of(Role.ADMIN), "10.1.2.3", new BrokerId("b2"));

    private final List<Optional<Origin>> heard = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    @SuppressWarnings("try")
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void thePrimaryHearsWhoMadeTheCall() throws Exception {
        Channel peers = ClientInterceptors.intercept(served(new OriginHeader()), new OriginHeader());

        CallOrigin.with(ALICE).run(() -> promote(peers));
        Context.ROOT.run(() -> promote(peers));

        assertThat(heard).containsExactly(Optional.of(ALICE), Optional.empty());
    }

    @Test
    void aStrangerWhoSetsTheHeaderIsNotListenedTo() throws Exception {
        // As on the address for clients, where nobody reads the header.
        promote(forging(served(), AuditCodec.encode(ALICE).toByteArray()));

        assertThat(heard).containsExactly(Optional.empty());
    }

    @Test
    void aHeaderThatCannotBeReadIsRefused() throws Exception {
        Channel peers = forging(served(new OriginHeader()), new byte[] {1, 2, 3});

        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, () -> promote(peers));

        assertThat(refused.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(heard).isEmpty();
    }

    private static Channel forging(Channel channel, byte[] header) {
        Metadata headers = new Metadata();
        headers.put(OriginHeader.KEY, header);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static void promote(Channel channel) {
        ClientCalls.blockingUnaryCall(
                channel,
                BrokerServiceGrpc.getPromoteBrokerMethod(),
                CallOptions.DEFAULT,
                PromoteBrokerRequest.getDefaultInstance());
    }

    private ManagedChannel served(ServerInterceptor... interceptors) throws IOException {
        String name = InProcessServerBuilder.generateName();
        Server server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(ServerInterceptors.intercept(new Listening(), interceptors))
                .build()
                .start();
        ManagedChannel channel =
                InProcessChannelBuilder.forName(name).directExecutor().build();
        opened.add(channel::shutdownNow);
        opened.add(server::shutdownNow);
        return channel;
    }

    private final class Listening extends BrokerServiceGrpc.BrokerServiceImplBase {

        @Override
        public void promoteBroker(PromoteBrokerRequest request, StreamObserver<PromoteBrokerResponse> observer) {
            heard.add(CallOrigin.passedOn());
            observer.onNext(PromoteBrokerResponse.getDefaultInstance());
            observer.onCompleted();
        }
    }
}
