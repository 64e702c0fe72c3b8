package io.usher.node.agent;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.usher.node.tls.ReloadedTls;
import java.io.IOException;
import java.nio.file.Path;

/** How an agent and a broker know each other. */
public sealed interface BrokerSecurity {

    /** Not at all: for brokers on loopback. */
    record None() implements BrokerSecurity {}

    /**
     * Mutual TLS.
     *
     * @param authorities certificates of the authorities that vouch for brokers, PEM
     * @param certificate the agent's certificate chain, PEM
     * @param key its private key, PEM of PKCS #8
     */
    record MutualTls(Path authorities, Path certificate, Path key) implements BrokerSecurity {}

    /**
     * Returns this as gRPC wants it.
     *
     * @throws IOException if a file cannot be read
     */
    private static ChannelCredentials credentials(BrokerSecurity security) throws IOException {
        if (security instanceof MutualTls tls) {
            return TlsChannelCredentials.newBuilder()
                    .trustManager(ReloadedTls.trust(tls.authorities()))
                    .keyManager(ReloadedTls.key(tls.certificate(), tls.key()))
                    .build();
        }
        return InsecureChannelCredentials.create();
    }

    /**
     * Returns connections that are made in this way.
     *
     * @throws IOException if a file cannot be read
     */
    default BrokerConnections connections() throws IOException {
        return BrokerConnections.with(credentials(this));
    }
}
