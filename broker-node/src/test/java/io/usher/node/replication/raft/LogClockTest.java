package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.LogTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogClockTest {

    private final AtomicLong wallMillis = new AtomicLong(100_000);
    private final AtomicLong nanos = new AtomicLong();
    private final LogClock clock = new LogClock(() -> Instant.ofEpochMilli(wallMillis.get()), nanos::get);

    @Test
    void passesAsRealTimeDoesWhenTheClockOfTheMachineIsSet() {
        pass(2_000);
        wallMillis.addAndGet(86_400_000);

        assertThat(clock.now()).isEqualTo(new LogTime(102_000));
    }

    @Test
    void goesOnFromTheLastEntryWhenTheFormerPrimaryWasBehind() {
        clock.followsAnother();
        clock.applied(new LogTime(40_000));
        pass(1_000);

        assertThat(clock.now()).isEqualTo(new LogTime(41_550));
    }

    @Test
    void doesNotRunAwayByItsOwnEntries() {
        clock.followsAnother();
        clock.applied(new LogTime(40_000));
        for (int entry = 0; entry < 100; entry++) {
            clock.applied(clock.now());
        }

        assertThat(clock.now()).isEqualTo(new LogTime(40_500));
    }

    @Test
    void takesTheTimeOfTheWallWhenTheWholeSiteStartsAgain() {
        clock.applied(new LogTime(40_000));

        assertThat(clock.now()).isEqualTo(new LogTime(100_000));
    }

    private void pass(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }
}
