package io.usher.node.agent.load;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a host, in bytes.
 *
 * @param total all of it
 * @param available what new programs could get without swapping, by the kernel's own estimate
 */
record Memory(long total, long available) {
    private static final long BYTES_PER_KILOBYTE = 1024;

    /** Reads the text of {@code /proc/meminfo}. */
    static Memory parse(String meminfo) throws IOException {
        return new Memory(field(meminfo, "MemTotal"), field(meminfo, "MemAvailable"));
    }

    /** Returns what is in use, from 0 to the total. */
    long used() {
        return Math.max(0, Math.min(total, total - available));
    }

    private static long field(String meminfo, String name) throws IOException {
        Matcher matcher = Pattern.compile("^" + name + ": +(\\d{1,15}) kB$", Pattern.MULTILINE)
                .matcher(meminfo);
        if (!matcher.find()) {
            throw new IOException("expected '" + name + ": N kB' in /proc/meminfo, found none");
        }
        return Long.parseLong(matcher.group(1)) * BYTES_PER_KILOBYTE;
    }
}
