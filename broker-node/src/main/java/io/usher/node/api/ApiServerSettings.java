package io.usher.node.api;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how the API is served.
 *
 * @param listen resolved address to listen on; port 0 for any
 * @param tls certificate; without one the address must be on loopback
 * @param agentMessageBytes largest message of an agent, 64 KiB to 64 MiB
 */
public record ApiServerSettings(InetSocketAddress listen, Optional<Tls> tls, int agentMessageBytes) {

    /**
     * PEM files.
     *
     * @param certificate the certificate with those above it
     * @param key its private key, PKCS #8, not encrypted
     * @param clientAuthorities whose certificates clients and agents have to show; without them nobody is let in
     * @param isCertificateNeeded whether a connection without one is closed at once; not so where tokens may tell who
     *     calls
     */
    public record Tls(Path certificate, Path key, Optional<Path> clientAuthorities, boolean isCertificateNeeded) {

        /** Everybody has to show a certificate. */
        public Tls(Path certificate, Path key, Optional<Path> clientAuthorities) {
            this(certificate, key, clientAuthorities, true);
        }
    }

    public ApiServerSettings {
        if (agentMessageBytes < ServerLimits.CLIENT_MESSAGE_BYTES || agentMessageBytes > 64 << 20) {
            throw new IllegalArgumentException(
                    "messages of agents must be bounded by 64 KiB to 64 MiB, found " + agentMessageBytes + " bytes");
        }
    }
}
