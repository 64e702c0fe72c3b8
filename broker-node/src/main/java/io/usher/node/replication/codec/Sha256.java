package io.usher.node.replication.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one digest of the formats. */
final class Sha256 {

    private Sha256() {}

    static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
