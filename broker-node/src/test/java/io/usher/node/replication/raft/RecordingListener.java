package io.usher.node.replication.raft;

import io.usher.core.Outcome;
import io.usher.node.replication.FaultHandler;
import io.usher.node.replication.OutcomeListener;
import io.usher.node.replication.PrimaryListener;
import io.usher.node.replication.PrimaryTerm;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what it was told; of outcomes the latest entry. */
final class RecordingListener implements OutcomeListener, PrimaryListener, FaultHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingListener.class);

    private volatile List<Outcome> outcomes = List.of();
    private final List<Long> resets = new CopyOnWriteArrayList<>();
    private final List<String> terms = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    @Override
    public void applied(long index, List<Outcome> entry) {
        outcomes = entry;
    }

    @Override
    public void reset(long index) {
        resets.add(index);
    }

    @Override
    public void started(PrimaryTerm term) {
        terms.add("started " + term.number());
    }

    @Override
    public void ended(PrimaryTerm term) {
        terms.add("ended " + term.number());
    }

    @Override
    public void halt(String what, Throwable cause) {
        LOG.error("halt: {}", what, cause);
        faults.add(what);
    }

    @Override
    public void lostItsVote() {
        faults.add("removed");
    }

    /** Of the entry that was applied last. */
    List<Outcome> outcomes() {
        return outcomes;
    }

    List<Long> resets() {
        return resets;
    }

    /** "started 3", "ended 3" and so on. */
    List<String> terms() {
        return terms;
    }

    List<String> faults() {
        return faults;
    }
}
