package io.usher.core.model;

/** The one rule for names that people choose: DNS-safe, so that they fit resource names, host names and file names. */
final class Identifier {

    /** Longest identifier in characters, the length of a DNS label (RFC 1035). */
    static final int MAX_LENGTH = 63;

    private Identifier() {}

    static String require(String kind, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    kind + " must have 1 to " + MAX_LENGTH + " characters, found " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean inner = i > 0 && i < value.length() - 1;
            if (!alphanumeric && !(inner && (c == '-' || c == '.'))) {
                throw new IllegalArgumentException(
                        kind + " must consist of a-z, 0-9, and inside also '-' and '.', found '" + value + "'");
            }
        }
        return value;
    }

    static String requireText(String kind, String value, int maxLength) {
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(
                    kind + " must have at most " + maxLength + " characters, found " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                throw new IllegalArgumentException(kind + " must not contain control characters, found one at " + i);
            }
            if (Character.isSurrogate(c)) {
                // Half a character has no bytes in UTF-8: two different texts would be the same in log and digest.
                boolean whole = i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1));
                if (!whole) {
                    throw new IllegalArgumentException(kind + " must not contain half a character, found one at " + i);
                }
                i++;
            }
        }
        return value;
    }
}
