package io.usher.core.model;

/**
 * A pattern of names: {@code *} stands for any number of characters, {@code ?} for one. Letters of ASCII match in
 * either case; others to the letter, since folding them depends on the Unicode tables of the JDK at hand.
 *
 * @param value 1 to 256 characters
 */
public record NamePattern(String value) {

    /** Longest pattern in characters. */
    public static final int MAX_LENGTH = 256;

    public NamePattern {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a pattern must not be empty");
        }
        Identifier.requireText("pattern", value, MAX_LENGTH);
    }

    /** Whether the whole name is as the pattern says. Takes time of pattern times name at most. */
    public boolean matches(String name) {
        int inName = 0;
        int inPattern = 0;
        int star = -1;
        int afterStar = 0;
        while (inName < name.length()) {
            if (inPattern < value.length() && value.charAt(inPattern) == '*') {
                star = inPattern++;
                afterStar = inName;
            } else if (inPattern < value.length() && isSame(value.charAt(inPattern), name.charAt(inName))) {
                inPattern++;
                inName++;
            } else if (star >= 0) {
                // What the latest star covers grows by one; earlier stars need never be looked at again.
                inPattern = star + 1;
                inName = ++afterStar;
            } else {
                return false;
            }
        }
        while (inPattern < value.length() && value.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == value.length();
    }

    private static boolean isSame(char pattern, char name) {
        return pattern == '?' || lowerCase(pattern) == lowerCase(name);
    }

    private static char lowerCase(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
