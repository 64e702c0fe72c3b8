package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.node.replication.raft.DiskWatch.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskWatchTest {

    private static final long HAND_OVER_TICKS = DiskWatch.HAND_OVER_AFTER.dividedBy(DiskWatch.TICK);
    private static final long HALT_TICKS = DiskWatch.HALT_AFTER.dividedBy(DiskWatch.TICK);

    private final List<String> done = new ArrayList<>();
    private Reading reading = new Reading(10, 10, true);
    private boolean alone;
    private final DiskWatch watch = new DiskWatch(() -> reading, new Recording());

    @Test
    void leavesAnIdleLogAlone() {
        tick(10 * HALT_TICKS);
        assertThat(done).isEmpty();
    }

    @Test
    void leavesASlowDiskAloneAsLongAsItTakesSomething() {
        for (long flushed = 10; flushed < 20; flushed++) {
            reading = new Reading(flushed + 50, flushed, true);
            tick(HAND_OVER_TICKS);
        }
        assertThat(done).isEmpty();
    }

    @Test
    void handsTheLeadOverWhenTheDiskTakesNothing() {
        tick(5);
        reading = new Reading(11, 10, true);
        tick(HAND_OVER_TICKS - 1);
        assertThat(done).isEmpty();
        tick(1);
        assertThat(done).containsExactly("hand over");
    }

    @Test
    void triesAgainAndEndsWhenItStillLeads() {
        tick(1);
        reading = new Reading(11, 10, true);
        tick(HALT_TICKS);
        assertThat(done).isNotEmpty().containsOnly("hand over");
        tick(Duration.ofSeconds(1).dividedBy(DiskWatch.TICK));
        assertThat(done).last().isEqualTo("halt");
    }

    @Test
    void doesNothingAboutTheDiskOfASecondary() {
        tick(1);
        reading = new Reading(11, 10, false);
        tick(2 * HALT_TICKS);
        assertThat(done).isEmpty();
    }

    @Test
    void goesOnLeadingWhereNobodyElseCould() {
        alone = true;
        tick(1);
        reading = new Reading(11, 10, true);
        tick(2 * HALT_TICKS);
        assertThat(done).isEmpty();
    }

    @Test
    void beginsToCountAnewWhenTheDiskIsBack() {
        tick(1);
        reading = new Reading(11, 10, true);
        tick(HAND_OVER_TICKS - 1);
        reading = new Reading(12, 11, true);
        tick(HAND_OVER_TICKS);
        assertThat(done).isEmpty();
    }

    private void tick(long times) {
        for (long i = 0; i < times; i++) {
            watch.tick();
        }
    }

    private final class Recording implements DiskWatch.Remedy {

        @Override
        public boolean othersAreThere() {
            return !alone;
        }

        @Override
        public void handOver() {
            done.add("hand over");
        }

        @Override
        public void halt(String why) {
            done.add("halt");
        }
    }
}
