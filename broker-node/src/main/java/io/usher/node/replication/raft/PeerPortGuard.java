package io.usher.node.replication.raft;

import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;

/**
 * Lets nothing but Raft through on the Raft port. Ratis would also serve its client and admin protocols there, to
 * anyone who gets a connection: writing to the log, changing the group. The broker does both inside its own process.
 */
final class PeerPortGuard implements GrpcServices.Customizer, ServerInterceptor {

    private static final String RAFT = "ratis.grpc.RaftServerProtocolService";

    @Override
    public NettyServerBuilder customize(NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
        return builder.intercept(this)
                .maxInboundMetadataSize(8 << 10)
                .handshakeTimeout(5, TimeUnit.SECONDS)
                .maxConcurrentCallsPerConnection(64);
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (RAFT.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        call.close(
                Status.PERMISSION_DENIED.withDescription("only Raft is spoken here; use the API of the broker"),
                new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
