package io.usher.core.decide;

import io.usher.core.command.RefusalReason;
import io.usher.core.model.LogPosition;
import java.util.Optional;

/** Refuses to overwrite a change that the caller has not seen. */
final class Etag {

    private Etag() {}

    static Optional<Ruling> refuseUnless(Optional<LogPosition> expected, LogPosition found) {
        return expected.filter(position -> !position.equals(found))
                .map(position -> Ruling.refuse(RefusalReason.ETAG_MISMATCH, "expected", position, "found", found));
    }
}
