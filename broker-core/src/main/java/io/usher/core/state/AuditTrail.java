package io.usher.core.state;

import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.AuditForgotten;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The latest changes, each chained to the one before. Bounded in number and in text: the oldest are forgotten. */
final class AuditTrail {

    private final CanonicalEncoder encoder = new CanonicalEncoder();
    private final Deque<AuditEntry> entries = new ArrayDeque<>();
    private AuditForgotten forgotten = AuditForgotten.NONE;
    private long characters;

    AuditTrail() {}

    void restore(List<AuditEntry> kept, AuditForgotten gone) {
        entries.clear();
        entries.addAll(kept);
        forgotten = gone;
        characters = kept.stream().mapToLong(AuditTrail::characters).sum();
    }

    /** Adds an entry with its hash. */
    void add(AuditEntry entry) {
        entries.add(entry.withHash(
                hash(encoder, entries.isEmpty() ? "" : entries.getLast().hash(), entry)));
        characters += characters(entry);
        while (entries.size() > Limits.AUDIT_ENTRIES || characters > Limits.AUDIT_CHARACTERS) {
            AuditEntry oldest = entries.remove();
            characters -= characters(oldest);
            forgotten =
                    new AuditForgotten(forgotten.count() + 1, oldest.position().index());
        }
    }

    Collection<AuditEntry> entries() {
        return Collections.unmodifiableCollection(entries);
    }

    AuditForgotten forgotten() {
        return forgotten;
    }

    Optional<AuditEntry> latest() {
        return Optional.ofNullable(entries.peekLast());
    }

    /** The hash of an entry behind another one. */
    static String hash(CanonicalEncoder encoder, String before, AuditEntry entry) {
        encoder.write(before);
        encoder.write(entry.withHash(""));
        return HexFormat.of().formatHex(encoder.finish());
    }

    /** Roughly what an entry takes; exactly the same on every broker. */
    private static long characters(AuditEntry entry) {
        long sum = 0;
        for (AuditChange change : entry.changes()) {
            sum += change.object().length();
            sum += change.field().length();
            sum += change.before().length();
            sum += change.after().length();
        }
        return sum;
    }
}
