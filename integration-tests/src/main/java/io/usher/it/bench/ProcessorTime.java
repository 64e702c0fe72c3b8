package io.usher.it.bench;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Processor time that processes have used, as the Linux kernel counts it: in hundredths of a second. */
final class ProcessorTime {

    private static final long TICK_MILLIS = 10;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private ProcessorTime() {}

    /** Of all these processes together, since each was started. */
    static Duration of(Collection<Long> pids) {
        return Duration.ofMillis(pids.stream().mapToLong(ProcessorTime::ticks).sum() * TICK_MILLIS);
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name of the program stands in brackets and may hold anything; the fields behind it are counted.
            List<String> fields = Splitter.on(' ').splitToList(stat.substring(stat.lastIndexOf(')') + 2));
            return Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the processor time of process " + pid, e);
        }
    }
}
