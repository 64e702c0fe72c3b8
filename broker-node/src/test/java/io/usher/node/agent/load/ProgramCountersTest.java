package io.usher.node.agent.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.usher.core.model.CounterReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCountersTest {

    private static final LoadSource IDLE = () -> new LoadSample(0, 1, 2);

    @TempDir
    private Path folder;

    @Test
    void addsWhatTheProgramReadsLastToTheLoad() throws IOException {
        write("{\"licences\": 900, \"disk\": 430}");
        try (LoadSource counters = start()) {
            awaitReadings(counters, new CounterReading("disk", 430), new CounterReading("licences", 900));
            assertThat(counters.sample().memoryTotalBytes()).isEqualTo(2);

            write("{\"disk\": 1000}");
            awaitReadings(counters, new CounterReading("disk", 1000));
        }
    }

    @Test
    void leavesCountersOutWhileTheyCannotBeRead() throws IOException {
        for (String wrong : List.of(
                "disk 430",
                "",
                "null",
                "[430]",
                "{\"disk\": 1001}",
                "{\"disk\": null}",
                "{\"disk\": 4.5}",
                "{\"Disk\": 430}",
                "{\"disk\": 430} more",
                "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1}")) {
            write("{\"disk\": 430}");
            try (LoadSource counters = start()) {
                awaitReadings(counters, new CounterReading("disk", 430));
                write(wrong);
                awaitReadings(counters);
                write("{\"disk\": 431}");
                awaitReadings(counters, new CounterReading("disk", 431));
            }
        }
    }

    private LoadSource start() {
        return ProgramCounters.start(List.of("cat", folder.resolve("counters").toString()), Duration.ofMillis(5))
                .besides(IDLE);
    }

    private void write(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.move(next, folder.resolve("counters"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static void awaitReadings(LoadSource source, CounterReading... expected) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(source.sample().custom()).containsExactly(expected));
    }
}
