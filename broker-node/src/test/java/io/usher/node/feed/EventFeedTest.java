package io.usher.node.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.event.Event;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventFeedTest {

    private final List<Runnable> wakeups = new ArrayList<>();

    @Test
    void ordered() throws Exception {
        EventFeed feed = feed(8, 8);
        Subscription reader = feed.subscribe(0, () -> {});

        publish(feed, 3, 5, 9);

        assertThat(read(reader)).containsExactly(3L, 5L, 9L);
    }

    @Test
    void unique() throws Exception {
        EventFeed feed = feed(8, 8);
        publish(feed, 3);
        Subscription reader = feed.subscribe(0, () -> {});

        assertThat(read(reader)).containsExactly(3L);
        publish(feed, 4);

        assertThat(read(reader)).containsExactly(4L);
        assertThat(read(reader)).isEmpty();
    }

    @Test
    void atomicForARevision() throws Exception {
        EventFeed feed = feed(8, 8);
        Subscription reader = feed.subscribe(0, () -> {});
        List<Event> both = List.of(deleted("a"), deleted("b"));

        feed.publish(new FeedEntry(7, LogTime.ZERO, both));

        assertThat(reader.next()).isEqualTo(new Next.Change(new FeedEntry(7, LogTime.ZERO, both)));
    }

    @Test
    void resumableFromEveryRevisionThatIsKept() throws Exception {
        EventFeed feed = feed(8, 8);
        publish(feed, 2, 4, 6, 8);

        for (long after = 0; after <= 9; after++) {
            long from = after;
            assertThat(read(feed.subscribe(after, () -> {})))
                    .as("after %d", after)
                    .isEqualTo(LongStream.of(2, 4, 6, 8)
                            .filter(revision -> revision > from)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void compactedWhenMoreRevisionsCameThanAreKept() {
        EventFeed feed = feed(4, 100);
        publish(feed, 1, 2, 3, 4, 5, 6);

        assertThatThrownBy(() -> feed.subscribe(1, () -> {}))
                .isInstanceOfSatisfying(
                        RevisionCompactedException.class,
                        compacted -> assertThat(compacted.oldest()).isEqualTo(2));
    }

    @Test
    void goesOnAfterTheOldestRevisionThatItNames() throws Exception {
        EventFeed feed = feed(4, 100);
        publish(feed, 1, 2, 3, 4, 5, 6);

        assertThat(read(feed.subscribe(2, () -> {}))).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void compactedWhenMoreEventsCameThanAreKept() throws Exception {
        EventFeed feed = feed(8, 3);
        publish(feed, 1, 2);

        feed.publish(new FeedEntry(3, LogTime.ZERO, List.of(deleted("a"), deleted("b"))));

        assertThat(read(feed.subscribe(1, () -> {}))).containsExactly(2L, 3L);
        assertThatThrownBy(() -> feed.subscribe(0, () -> {})).isInstanceOf(RevisionCompactedException.class);
    }

    @Test
    void keepsOneRevisionHoweverManyEventsItHas() throws Exception {
        EventFeed feed = feed(8, 1);
        publish(feed, 1);

        feed.publish(new FeedEntry(2, LogTime.ZERO, List.of(deleted("a"), deleted("b"), deleted("c"))));

        assertThat(read(feed.subscribe(1, () -> {}))).containsExactly(2L);
    }

    @Test
    void tellsASlowReaderThatItFellOff() throws Exception {
        EventFeed feed = feed(4, 100);
        Subscription reader = feed.subscribe(0, () -> {});

        publish(feed, 1, 2, 3, 4, 5);

        assertThat(reader.next()).isEqualTo(new Next.FellOff(1));
    }

    @Test
    void everyReaderFallsOffWhenASnapshotReplacesTheState() throws Exception {
        EventFeed feed = feed(8, 8);
        publish(feed, 1);
        Subscription reader = feed.subscribe(1, () -> {});

        feed.reset(new FeedPosition(50, LogTime.ZERO));

        assertThat(reader.next()).isEqualTo(new Next.FellOff(50));
        assertThatThrownBy(() -> feed.subscribe(49, () -> {})).isInstanceOf(RevisionCompactedException.class);
        publish(feed, 51);
        assertThat(read(feed.subscribe(50, () -> {}))).containsExactly(51L);
    }

    @Test
    void statesHowFarAReaderHasCome() throws Exception {
        EventFeed feed = feed(8, 8);
        Subscription reader = feed.subscribe(0, () -> {});
        publish(feed, 1);
        feed.publish(new FeedEntry(2, new LogTime(77), List.of()));

        assertThat(read(reader)).containsExactly(1L);
        assertThat(reader.next()).isEqualTo(new Next.UpToDate(new FeedPosition(2, new LogTime(77))));
    }

    @Test
    void leavesOutWhatNobodyWatches() throws Exception {
        EventFeed feed = feed(8, 8);
        Event cursor = new Event.CursorMoved(new PoolId("a"), new HostId("h"));

        feed.publish(new FeedEntry(1, LogTime.ZERO, List.of(cursor)));
        feed.publish(new FeedEntry(2, LogTime.ZERO, List.of(cursor, deleted("a"))));

        Subscription reader = feed.subscribe(0, () -> {});
        assertThat(reader.next()).isEqualTo(new Next.Change(new FeedEntry(2, LogTime.ZERO, List.of(deleted("a")))));
    }

    @Test
    void wakesAReaderThatFoundNothing() throws Exception {
        EventFeed feed = feed(8, 8);
        int[] woken = {0};
        Subscription reader = feed.subscribe(0, () -> woken[0]++);
        read(reader);

        publish(feed, 1, 2, 3);
        runWakeups();

        assertThat(woken[0]).as("once for all that came meanwhile").isEqualTo(1);
    }

    @Test
    void doesNotWakeAReaderThatHasLeft() throws Exception {
        EventFeed feed = feed(8, 8);
        int[] woken = {0};
        Subscription reader = feed.subscribe(0, () -> woken[0]++);
        read(reader);

        publish(feed, 1);
        reader.close();
        runWakeups();

        assertThat(woken[0]).isZero();
        assertThat(feed.subscribers()).isZero();
    }

    @Test
    void refusesARevisionThatIsNotAboveTheLast() {
        EventFeed feed = feed(8, 8);
        publish(feed, 5);

        assertThatThrownBy(() -> publish(feed, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readersOnOtherThreadsSeeEveryRevisionOrFallOff() throws Exception {
        int revisions = 20_000;
        ExecutorService threads = Executors.newFixedThreadPool(3, task -> new Thread(task, "reader"));
        try {
            EventFeed feed = new EventFeed(new FeedLimits(64, 1000), Runnable::run);
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Subscription reader = feed.subscribe(0, () -> {});
                readers.add(threads.submit(follow(reader, revisions)));
            }
            for (int revision = 1; revision <= revisions; revision++) {
                publish(feed, revision);
            }
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Reads to the end or until it falls off; fails on a gap. Gives how far it came. */
    private static Callable<Long> follow(Subscription reader, long last) {
        return () -> {
            long seen = 0;
            while (seen < last) {
                Next next = reader.next();
                if (next instanceof Next.Change change) {
                    assertThat(change.entry().revision()).isEqualTo(seen + 1);
                    seen++;
                } else if (next instanceof Next.FellOff) {
                    return Math.max(seen, 1);
                }
            }
            return seen;
        };
    }

    private EventFeed feed(int entries, int events) {
        return new EventFeed(new FeedLimits(entries, events), wakeups::add);
    }

    private void runWakeups() {
        List<Runnable> pending = new ArrayList<>(wakeups);
        wakeups.clear();
        pending.forEach(Runnable::run);
    }

    private static void publish(EventFeed feed, long... revisions) {
        for (long revision : revisions) {
            feed.publish(new FeedEntry(revision, LogTime.ZERO, List.of(deleted("p" + revision))));
        }
    }

    private static List<Long> read(Subscription reader) {
        List<Long> revisions = new ArrayList<>();
        while (reader.next() instanceof Next.Change change) {
            revisions.add(change.entry().revision());
        }
        return revisions;
    }

    private static Event deleted(String pool) {
        return new Event.PoolDeleted(new PoolId(pool));
    }
}
