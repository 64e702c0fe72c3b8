package io.usher.node.agent.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The boot time of Linux from {@code /proc/uptime}, in steps of {@link HostLease#CLOCK_STEP}. Immutable. */
public final class KernelBootClock implements BootClock {
    private static final Path UPTIME = Path.of("/proc/uptime");

    /**
     * Creates the clock.
     *
     * @throws IOException if the machine has no {@code /proc/uptime} as Linux has it
     */
    public KernelBootClock() throws IOException {
        parse(Files.readString(UPTIME, StandardCharsets.US_ASCII));
    }

    @Override
    public Duration sinceBoot() {
        try {
            return parse(Files.readString(UPTIME, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("expected " + UPTIME + " to be readable as it was at the start", e);
        }
    }

    /** Reads two numbers of seconds such as {@code 836.07 1582.12}; the first is the time since boot. */
    static Duration parse(String uptime) throws IOException {
        int blank = uptime.indexOf(' ');
        try {
            return Duration.ofMillis(new BigDecimal(uptime.substring(0, Math.max(0, blank)))
                    .movePointRight(3)
                    .longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IOException(
                    "expected seconds such as '836.07 1582.12' in " + UPTIME + ", found '" + uptime.strip() + "'", e);
        }
    }
}
