package io.usher.node.api;

import io.usher.node.api.mapping.InvalidFieldsException;
import io.usher.proto.v1.ErrorReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which page of a list is asked for. A token holds the last key of the page before and a fingerprint of the method and
 * its arguments, so that it fits no other question. It is no secret and works on every broker.
 *
 * @param size most objects in the page
 * @param after the last key of the page before
 * @param arguments method and filters
 */
record Page(int size, Optional<String> after, List<String> arguments) {

    static final int DEFAULT_SIZE = 100;
    static final int MAX_SIZE = 1_000;

    private static final int FINGERPRINT_BYTES = 8;
    private static final int MAX_TOKEN = 512;

    Page {
        arguments = List.copyOf(arguments);
    }

    /**
     * Reads size and token of a request; throws {@link InvalidFieldsException} or {@link ApiException}.
     *
     * @param method name of the method
     * @param filters the other arguments that decide what is listed
     */
    static Page of(int size, String token, String method, String... filters) {
        if (size < 0) {
            throw InvalidFieldsException.of("page_size", "must not be negative, found " + size);
        }
        List<String> arguments =
                Stream.concat(Stream.of(method), Arrays.stream(filters)).toList();
        int wanted = size == 0 ? DEFAULT_SIZE : Math.min(size, MAX_SIZE);
        return new Page(wanted, token.isEmpty() ? Optional.empty() : Optional.of(key(token, arguments)), arguments);
    }

    /** The token that asks for what comes after a key. */
    String tokenAfter(String key) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        byte[] fingerprint = fingerprint(arguments, key);
        byte[] token = ByteBuffer.allocate(FINGERPRINT_BYTES + text.length)
                .put(fingerprint)
                .put(text)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static String key(String token, List<String> arguments) {
        byte[] bytes = decode(token);
        if (bytes.length <= FINGERPRINT_BYTES) {
            throw ApiException.of(ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN);
        }
        String key = new String(bytes, FINGERPRINT_BYTES, bytes.length - FINGERPRINT_BYTES, StandardCharsets.UTF_8);
        if (!Arrays.equals(Arrays.copyOf(bytes, FINGERPRINT_BYTES), fingerprint(arguments, key))) {
            throw ApiException.of(ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN);
        }
        return key;
    }

    private static byte[] decode(String token) {
        try {
            return token.length() > MAX_TOKEN
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] fingerprint(List<String> arguments, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String argument : arguments) {
                digest.update(argument.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return Arrays.copyOf(digest.digest(key.getBytes(StandardCharsets.UTF_8)), FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
