package io.usher.node.agent;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.usher.core.model.SiteId;
import io.usher.node.config.Address;
import io.usher.node.tls.ReloadedTls;
import io.usher.node.wire.SiteHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How an agent and a broker know each other, and which site the agent means. */
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
     * The same, for one site of those that the brokers serve.
     *
     * @param security how they know each other
     * @param site id of the site
     */
    record OfSite(BrokerSecurity security, SiteId site) implements BrokerSecurity {}

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
        return security instanceof OfSite known ? credentials(known.security()) : InsecureChannelCredentials.create();
    }

    /**
     * Returns connections that are made in this way.
     *
     * @throws IOException if a file cannot be read
     */
    default BrokerConnections connections() throws IOException {
        return BrokerConnections.with(
                credentials(this),
                this instanceof OfSite known
                        ? List.of(SiteHeader.naming(known.site().value()))
                        : List.of(),
                this::mayReach);
    }

    /**
     * Whether a broker that another one told of may be turned to: without TLS only where nothing leaves this machine,
     * as in a configuration. With TLS it has to show a certificate of that address, as every broker.
     *
     * @param broker anything
     */
    default boolean mayReach(String broker) {
        try {
            Address address = Address.parse(broker);
            return address.port() > 0 && (isTls(this) || address.isLoopback());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isTls(BrokerSecurity security) {
        return security instanceof OfSite known ? isTls(known.security()) : security instanceof MutualTls;
    }
}
