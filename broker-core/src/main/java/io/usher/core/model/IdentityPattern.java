package io.usher.core.model;

import java.util.regex.Pattern;

/**
 * Says of whom a line of the role table is: the kind of a name, a colon, and the name as it was proven, in which a star
 * stands for any characters. Upper and lower case differ: what an issuer tells apart is never taken for the same.
 */
public record IdentityPattern(String value) implements Comparable<IdentityPattern> {

    /** Longest pattern in characters. */
    public static final int MAX_LENGTH = 256;

    private static final Pattern FORM = Pattern.compile("[a-z][a-z-]{0,15}:.+");

    public IdentityPattern {
        Identifier.requireText("identity", value, MAX_LENGTH);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an identity must be a kind, a colon and a name, such as cn:alice, found '" + value + "'");
        }
    }

    /** Whether a name, with its kind in front, is as the pattern says. Takes time of pattern times name at most. */
    public boolean matches(String name) {
        int inName = 0;
        int inPattern = 0;
        int star = -1;
        int afterStar = 0;
        while (inName < name.length()) {
            if (inPattern < value.length() && value.charAt(inPattern) == '*') {
                star = inPattern++;
                afterStar = inName;
            } else if (inPattern < value.length() && value.charAt(inPattern) == name.charAt(inName)) {
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

    @Override
    public int compareTo(IdentityPattern other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
