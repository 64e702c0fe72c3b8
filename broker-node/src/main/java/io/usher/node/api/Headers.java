package io.usher.node.api;

import io.usher.core.model.BrokerId;
import io.usher.core.model.LogTime;
import io.usher.node.api.mapping.Times;
import io.usher.node.replication.Committed;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ResponseHeader;
import java.util.function.LongSupplier;

/** The first field of every response. Thread-safe. */
public final class Headers {

    private final BrokerId id;
    private final String broker;
    private final LongSupplier term;

    /**
     * Headers of one broker.
     *
     * @param term Raft term that the broker is in at present
     */
    public Headers(BrokerId broker, LongSupplier term) {
        this.id = broker;
        this.broker = broker.value();
        this.term = term;
    }

    BrokerId brokerId() {
        return id;
    }

    ResponseHeader of(Committed committed) {
        return of(committed.position().index(), committed.time());
    }

    ResponseHeader of(ReadResult<?> found) {
        return of(found.applied().index(), found.time());
    }

    ResponseHeader of(long revision, LogTime time) {
        // Before the first command there is no log time.
        return time.equals(LogTime.ZERO)
                ? of(revision)
                : of(revision).toBuilder().setLogTime(Times.of(time)).build();
    }

    /** For a revision whose log time is not at hand. */
    ResponseHeader of(long revision) {
        return ResponseHeader.newBuilder()
                .setRevision(revision)
                .setBroker(broker)
                .setTerm(term.getAsLong())
                .build();
    }
}
