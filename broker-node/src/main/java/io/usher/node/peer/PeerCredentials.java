package io.usher.node.peer;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.usher.node.replication.TlsFiles;
import io.usher.node.tls.ReloadedTls;
import java.io.IOException;
import java.util.Optional;

/** Mutual TLS between brokers, or nothing at all on loopback. */
final class PeerCredentials {

    private PeerCredentials() {}

    static ServerCredentials server(Optional<TlsFiles> tls) throws IOException {
        if (tls.isEmpty()) {
            return InsecureServerCredentials.create();
        }
        TlsFiles files = tls.get();
        return TlsServerCredentials.newBuilder()
                .keyManager(ReloadedTls.key(files.certificateChain(), files.privateKey()))
                .trustManager(ReloadedTls.trust(files.trusted()))
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build();
    }

    static ChannelCredentials client(Optional<TlsFiles> tls) throws IOException {
        if (tls.isEmpty()) {
            return InsecureChannelCredentials.create();
        }
        TlsFiles files = tls.get();
        return TlsChannelCredentials.newBuilder()
                .keyManager(ReloadedTls.key(files.certificateChain(), files.privateKey()))
                .trustManager(ReloadedTls.trust(files.trusted()))
                .build();
    }
}
