package io.usher.node.config;

import java.nio.file.Path;

/**
 * A certificate and its key, both PEM files.
 *
 * @param certificate the certificate with those above it
 * @param key its private key, PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
