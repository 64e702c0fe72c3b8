package io.usher.node.replication.gate;

import io.usher.core.Outcome;
import java.util.List;

/** Hears what came of the entries that this process appended. */
@FunctionalInterface
public interface EntryResults {

    /**
     * An entry of this process was applied on this broker. Called by the thread that applies; must be quick.
     *
     * @param key as given to {@link Consensus#append}
     */
    void applied(long key, List<Outcome> outcomes);
}
