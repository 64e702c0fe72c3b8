package io.usher.node.replication.raft;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the disk has stopped taking the log. Ratis does not: heartbeats need no disk, so a primary whose disk
 * hangs goes on leading, and nothing is ever committed again. Counts ticks rather than time, so that a process that was
 * stopped for a while does not blame its disk. For one thread.
 */
final class DiskWatch {

    /** How often it looks. */
    static final Duration TICK = Duration.ofMillis(100);

    /** A busy disk takes tens of milliseconds; what takes this long is no longer waited for. */
    static final Duration HAND_OVER_AFTER = Duration.ofMillis(1_500);

    /** A primary that could not even give up the lead by then ends, so that nobody waits for it. */
    static final Duration HALT_AFTER = Duration.ofSeconds(6);

    private static final long HAND_OVER_TICKS = HAND_OVER_AFTER.dividedBy(TICK);
    private static final long HALT_TICKS = HALT_AFTER.dividedBy(TICK);
    private static final long REPEAT_TICKS = TimeUnit.SECONDS.toMillis(1) / TICK.toMillis();

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final Progress progress;
    private final Remedy remedy;
    private long lastFlushed = -1;
    private long stalledTicks;

    /**
     * How far the log is.
     *
     * @param appended index of the last entry that waits for the disk or is on it
     * @param flushed index of the last entry that is on disk
     */
    record Reading(long appended, long flushed, boolean leading) {}

    /** Where readings come from. */
    interface Progress {
        Reading read() throws IOException;
    }

    /** What can be done while others work. */
    interface Remedy {

        /** Whether another broker could go on without this one. */
        boolean othersAreThere();

        /** Gives the lead to whoever can take it. */
        void handOver();

        /** Ends the process. */
        void halt(String why);
    }

    DiskWatch(Progress progress, Remedy remedy) {
        this.progress = progress;
        this.remedy = remedy;
    }

    void tick() {
        try {
            look(progress.read());
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot tell how far the log is on disk", e);
        }
    }

    private void look(Reading reading) {
        if (reading.appended() <= reading.flushed() || reading.flushed() != lastFlushed) {
            if (stalledTicks >= HAND_OVER_TICKS) {
                LOG.warn("the disk takes the log again, after {} ms", stalledTicks * TICK.toMillis());
            }
            stalledTicks = 0;
            lastFlushed = reading.flushed();
            return;
        }
        stalledTicks++;
        if (stalledTicks < HAND_OVER_TICKS || (stalledTicks - HAND_OVER_TICKS) % REPEAT_TICKS != 0) {
            return;
        }
        boolean othersAreThere = remedy.othersAreThere();
        LOG.error(
                "the disk has not taken entry {} of the log for {} ms; {}",
                reading.flushed() + 1,
                stalledTicks * TICK.toMillis(),
                othersAreThere ? "other brokers can go on" : "no other broker can go on instead, so all wait for it");
        if (reading.leading() && othersAreThere) {
            remedy(reading);
        }
    }

    private void remedy(Reading reading) {
        if (stalledTicks > HALT_TICKS) {
            remedy.halt("the disk has not taken entry " + (reading.flushed() + 1) + " of the log for "
                    + stalledTicks * TICK.toMillis() + " ms, and this broker still leads; look after the disk of the"
                    + " storage directory, then start the broker again");
        } else {
            remedy.handOver();
        }
    }
}
