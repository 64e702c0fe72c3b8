package io.usher.core.model;

/** Numbers in plain digits, as addresses and times have them. */
final class Digits {

    private static final int ASCII = 128;

    private Digits() {}

    /** A number of at most so many plain digits; -1 for anything else. */
    static int number(String text, int radix, int mostDigits) {
        if (text.isEmpty() || text.length() > mostDigits) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < ASCII ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
