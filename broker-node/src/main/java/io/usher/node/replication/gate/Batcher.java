package io.usher.node.replication.gate;

import io.usher.core.Outcome;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.Committed;
import io.usher.node.replication.codec.LogEntryCodec;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Gathers commands into log entries on the primary. Batching is natural: whatever arrives while the entries in flight
 * wait for their commit goes into the next one; nothing ever waits for a timer. Thread-safe.
 */
public final class Batcher implements EntryResults {

    private final Consensus consensus;
    private final BatchSettings settings;
    private final Executor replies;
    private final AttemptQueue queue;
    private final Map<Long, List<Attempt>> inFlight = new ConcurrentHashMap<>();
    private int slotsTaken;
    private long lastKey;

    /** @param replies runs what callers attached to their answers, so that the thread that applies goes on */
    public Batcher(Consensus consensus, BatchSettings settings, Executor replies) {
        this.consensus = consensus;
        this.settings = settings;
        this.replies = replies;
        this.queue = new AttemptQueue(settings, replies);
    }

    void offer(Attempt attempt) {
        offer(List.of(attempt));
    }

    /** Takes several in before the next entry is made of them. */
    void offer(List<Attempt> attempts) {
        OptionalLong term = consensus.leadingTerm();
        for (Attempt attempt : attempts) {
            if (term.isEmpty()
                    || (attempt.onlyIn().isPresent() && !attempt.onlyIn().equals(term))) {
                attempt.fail(AttemptFailure.NOT_PRIMARY);
            } else if (!queue.offer(attempt)) {
                attempt.fail(AttemptFailure.OVERLOADED);
            }
        }
        appendNext();
    }

    private void appendNext() {
        while (takeSlot()) {
            List<Attempt> batch = queue.takeBatch();
            if (batch.isEmpty()) {
                freeSlot();
                // An attempt that came between the look and the slot's return found no slot: look once more.
                if (queue.isEmpty()) {
                    return;
                }
            } else {
                append(batch);
            }
        }
    }

    private void append(List<Attempt> batch) {
        long key = nextKey();
        inFlight.put(key, batch);
        byte[] entry = LogEntryCodec.join(batch.stream().map(Attempt::envelope).toList());
        consensus.append(key, entry, onlyIn(batch), mayHaveEntered -> {
            List<Attempt> failed = inFlight.remove(key);
            if (failed != null) {
                freeSlot();
                replies.execute(() -> fail(failed, mayHaveEntered));
            }
        });
    }

    /**
     * A command of one term ties its whole entry to that term. When it is over, the entry fails and those that can do
     * without the term are tried again.
     */
    private static OptionalLong onlyIn(List<Attempt> batch) {
        return batch.stream()
                .map(Attempt::onlyIn)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private void fail(List<Attempt> batch, boolean mayHaveEntered) {
        AttemptFailure failure = mayHaveEntered ? AttemptFailure.OUTCOME_UNKNOWN : AttemptFailure.NOT_PRIMARY;
        batch.forEach(attempt -> attempt.fail(failure));
        if (!consensus.leading()) {
            queue.drain().forEach(attempt -> attempt.fail(AttemptFailure.NOT_PRIMARY));
        }
        appendNext();
    }

    @Override
    public void applied(long key, List<Outcome> outcomes) {
        List<Attempt> batch = inFlight.remove(key);
        if (batch == null) {
            // Given up before; the callers ask again and get the same answers.
            return;
        }
        freeSlot();
        replies.execute(() -> {
            appendNext();
            answer(batch, outcomes);
        });
    }

    private static void answer(List<Attempt> batch, List<Outcome> outcomes) {
        if (batch.size() != outcomes.size()) {
            throw new IllegalStateException(
                    "an entry of " + batch.size() + " commands gave " + outcomes.size() + " outcomes");
        }
        for (int i = 0; i < batch.size(); i++) {
            Outcome outcome = outcomes.get(i);
            batch.get(i).succeed(new Committed(outcome.position(), outcome.time(), outcome.reply()));
        }
    }

    private synchronized boolean takeSlot() {
        if (slotsTaken >= settings.entriesInFlight()) {
            return false;
        }
        slotsTaken++;
        return true;
    }

    private synchronized void freeSlot() {
        slotsTaken--;
    }

    private synchronized long nextKey() {
        return ++lastKey;
    }
}
