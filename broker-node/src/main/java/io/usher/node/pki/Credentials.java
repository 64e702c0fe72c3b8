package io.usher.node.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate and its key. The key is never part of a text. */
public record Credentials(X509Certificate certificate, PrivateKey key) {

    @Override
    public String toString() {
        return "credentials of " + certificate.getSubjectX500Principal();
    }
}
