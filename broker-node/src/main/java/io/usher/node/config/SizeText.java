package io.usher.node.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them: {@code 512B}, {@code 64KiB}, {@code 4MiB}, {@code 1GiB}. */
final class SizeText {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB|TiB)");
    private static final int STEP = 1024;

    private SizeText() {}

    /**
     * Reads a number of bytes.
     *
     * @throws IllegalArgumentException if the text is anything else, or too much for a long
     */
    static long parse(String text) {
        Matcher matcher = WHOLE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a size with its unit");
        }
        long bytes = Long.parseLong(matcher.group(1));
        try {
            for (int i = 0; i < UNITS.indexOf(matcher.group(2)); i++) {
                bytes = Math.multiplyExact(bytes, STEP);
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("expected a smaller size", e);
        }
        return bytes;
    }

    /** Writes a number of bytes in the largest unit that leaves a whole number. */
    static String format(long bytes) {
        long value = bytes;
        int unit = 0;
        while (value != 0 && value % STEP == 0 && unit < UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        return value + UNITS.get(unit);
    }
}
