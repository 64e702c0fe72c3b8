package io.usher.node.ticket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first eight bytes of the SHA-256 of a name, as a number. Tickets carry fingerprints because names have no useful
 * length limit and a routing token does.
 *
 * @param value the eight bytes, first byte highest
 */
public record Fingerprint(long value) {
    /** Length of a fingerprint in a ticket, in bytes. */
    public static final int BYTES = Long.BYTES;

    /** Returns the fingerprint of a name, taken as UTF-8. */
    public static Fingerprint of(String name) {
        return new Fingerprint(
                ByteBuffer.wrap(sha256(name.getBytes(StandardCharsets.UTF_8))).getLong());
    }

    static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
