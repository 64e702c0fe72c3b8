package io.usher.core.state;

import io.usher.core.command.Command;
import java.util.HexFormat;

/** Fingerprints that are equal on every broker, whatever its JVM, locale or time zone. Not thread-safe. */
public final class StateDigest {

    private final CanonicalEncoder commands = new CanonicalEncoder();

    /** SHA-256 over an ordered walk of the image, in lower-case hexadecimal. */
    public static String of(StateImage image) {
        CanonicalEncoder encoder = new CanonicalEncoder();
        encoder.write(image);
        return HexFormat.of().formatHex(encoder.finish());
    }

    /** First 64 bits of the SHA-256 of a command: enough to tell a retry from another request under the same id. */
    public long fingerprint(Command command) {
        commands.write(command);
        byte[] hash = commands.finish();
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = (first << Byte.SIZE) | (hash[i] & 0xff);
        }
        return first;
    }
}
