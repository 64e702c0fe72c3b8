package io.usher.core.model;

/**
 * Chosen by the caller once per intention; sending it again asks for the first answer, not for a second effect.
 *
 * @param value 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-'; a random UUID is customary
 */
public record RequestId(String value) implements Comparable<RequestId> {

    /** Longest request id in characters. */
    public static final int MAX_LENGTH = 64;

    public RequestId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "request id must have 1 to " + MAX_LENGTH + " characters, found " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
            if (!letter && !other) {
                throw new IllegalArgumentException("request id must consist of letters, digits, '.', '_' and '-'");
            }
        }
    }

    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
