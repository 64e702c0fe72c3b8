package io.usher.core.state;

import io.usher.core.model.QueueEntry;
import java.util.List;

/**
 * Who waits and what came of it.
 *
 * @param entries in order of id
 * @param ended in order of ending
 */
public record WaitingImage(List<QueueEntry> entries, List<EndedWait> ended) {

    /** Nobody waits. */
    public static final WaitingImage EMPTY = new WaitingImage(List.of(), List.of());

    public WaitingImage {
        entries = List.copyOf(entries);
        ended = List.copyOf(ended);
    }
}
