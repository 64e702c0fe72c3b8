package io.usher.node.replication;

import java.nio.file.Path;

/**
 * Certificates for mutual TLS, all in PEM.
 *
 * @param certificateChain this broker's certificate and the ones above it
 * @param privateKey key of the certificate, PKCS#8
 * @param trusted authorities whose certificates the other brokers must show; an authority of its own for brokers
 */
public record TlsFiles(Path certificateChain, Path privateKey, Path trusted) {}
