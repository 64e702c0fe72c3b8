package io.usher.node.agent.load;

import java.io.IOException;
import java.util.Arrays;

/**
 * Time that the processors of a host have spent since boot, in clock ticks.
 *
 * @param busy ticks spent on programs, the kernel, interrupts, and stolen by other machines
 * @param total all ticks
 */
record ProcessorTimes(long busy, long total) {
    private static final String FIRST_FIELD = "cpu ";
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISK = 4;
    /** Guest time, the fields after this one, is counted in user time already. */
    private static final int FIELDS = 8;

    /** Reads the text of {@code /proc/stat}. */
    static ProcessorTimes parse(String stat) throws IOException {
        String line = stat.lines().findFirst().orElse("");
        if (!line.startsWith(FIRST_FIELD)) {
            throw new IOException("expected /proc/stat to begin with 'cpu', found '" + line + "'");
        }
        try {
            long[] ticks = Arrays.stream(
                            line.substring(FIRST_FIELD.length()).strip().split(" +"))
                    .limit(FIELDS)
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (ticks.length <= WAITING_FOR_DISK) {
                throw new IOException("expected at least 5 processor times in /proc/stat, found '" + line + "'");
            }
            long total = Arrays.stream(ticks).sum();
            return new ProcessorTimes(total - ticks[IDLE] - ticks[WAITING_FOR_DISK], total);
        } catch (NumberFormatException e) {
            throw new IOException("expected numbers in /proc/stat, found '" + line + "'", e);
        }
    }

    /** Returns the busy share since an earlier reading, 0 to 1000. Some counters may step back by a tick. */
    int permilleSince(ProcessorTimes earlier) {
        long passed = total - earlier.total;
        if (passed <= 0) {
            return 0;
        }
        return (int) Math.max(0, Math.min(1000, (busy - earlier.busy) * 1000 / passed));
    }
}
