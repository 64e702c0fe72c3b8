package io.usher.node.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a bearer token. What it reads stands in no message. */
final class TokenFile {

    /** Brokers take headers of 8 KiB, and others want some of it. */
    private static final int MAX_BYTES = 7 << 10;

    private TokenFile() {}

    /** @throws CommandFailedException when the file cannot be read or holds no token */
    static String read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "cannot read the token", FileFailureText.of(e), "check --token-file");
        }
        String token = new String(bytes, StandardCharsets.ISO_8859_1).trim();
        boolean isToken = !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (bytes.length > MAX_BYTES || !isToken) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "cannot use the token",
                    file + " must hold one token of at most " + MAX_BYTES + " characters and nothing else",
                    "check --token-file");
        }
        return token;
    }
}
