package io.usher.node.ticket;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.HexFormat;

/**
 * Names a broker's public key: the first four bytes of the SHA-256 of its X.509 encoding.
 *
 * <p>An id only selects the key to check with. Two keys with one id would make tickets of one of them fail, never pass.
 *
 * @param value the four bytes, first byte highest
 */
public record KeyId(int value) {
    /** Length of a key id in a ticket, in bytes. */
    public static final int BYTES = Integer.BYTES;

    /** Returns the id of a public key. */
    public static KeyId of(PublicKey key) {
        return new KeyId(ByteBuffer.wrap(Fingerprint.sha256(key.getEncoded())).getInt());
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
