package io.usher.node.pki;

import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What a certificate is for. */
public enum Purpose {
    /** Serves clients and agents. */
    SERVER,
    /** Shows who calls. */
    CLIENT,
    /** A broker among brokers: both. */
    PEER;

    ExtendedKeyUsage usage() {
        return switch (this) {
            case SERVER -> new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
            case CLIENT -> new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
            case PEER ->
                new ExtendedKeyUsage(new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth});
        };
    }
}
