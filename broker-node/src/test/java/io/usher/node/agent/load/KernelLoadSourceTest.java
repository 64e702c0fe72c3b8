package io.usher.node.agent.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLoadSourceTest {
    // Captured on Linux 6: user nice system idle iowait irq softirq steal guest guest_nice.
    private static final String STAT = """
            cpu  158212 31 49120 301554 1203 0 1872 611 40 0
            cpu0 79011 14 24661 150802 600 0 1301 305 40 0
            intr 21908817 0 0
            ctxt 59120341
            """;
    private static final String MEMINFO = """
            MemTotal:       24668944 kB
            MemFree:        17563816 kB
            MemAvailable:   20321500 kB
            Buffers:           33520 kB
            """;

    @TempDir
    private Path proc;

    @Test
    void countsEverythingButIdleAndWaitingAsBusy() throws IOException {
        ProcessorTimes times = ProcessorTimes.parse(STAT);

        assertThat(times.busy()).isEqualTo(158212 + 31 + 49120 + 1872 + 611);
        assertThat(times.total()).isEqualTo(times.busy() + 301554 + 1203);
    }

    @Test
    void measuresTheShareSinceTheSampleBefore() throws IOException {
        write("cpu 100 0 100 800 0 0 0 0 0 0\n", MEMINFO);
        KernelLoadSource source = new KernelLoadSource(proc);
        write("cpu 130 0 120 940 10 0 0 0 0 0\n", MEMINFO);

        assertThat(source.sample()).isEqualTo(new LoadSample(250, (24668944L - 20321500L) * 1024, 24668944L * 1024));
        // Nothing has passed since: no share, rather than a division by zero.
        assertThat(source.sample().cpuPermille()).isZero();
    }

    @Test
    void bearsCountersThatStepBack() throws IOException {
        assertThat(ProcessorTimes.parse("cpu 100 0 0 190 10 0")
                        .permilleSince(ProcessorTimes.parse("cpu 101 0 0 90 11 0")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "intr 1 2 3", "cpu 1 2 3", "cpu a b c d e", "cpufreq 1 2 3 4 5"})
    void refusesAnotherFormOfProcessorTimes(String stat) {
        assertThatThrownBy(() -> ProcessorTimes.parse(stat)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MemTotal: 5 kB", "MemTotal: 5 kB\nMemAvailable: 4 MB", "MemAvailable: 4 kB"})
    void refusesAnotherFormOfMemory(String meminfo) {
        assertThatThrownBy(() -> Memory.parse(meminfo))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/proc/meminfo");
    }

    @Test
    void readsThisMachine() throws IOException {
        LoadSample sample = new KernelLoadSource().sample();

        assertThat(sample.memoryTotalBytes()).isGreaterThan(64L << 20);
        assertThat(sample.memoryUsedBytes()).isPositive();
    }

    private void write(String stat, String meminfo) throws IOException {
        Files.writeString(proc.resolve("stat"), stat);
        Files.writeString(proc.resolve("meminfo"), meminfo);
    }
}
