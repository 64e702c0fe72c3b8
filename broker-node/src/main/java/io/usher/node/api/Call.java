package io.usher.node.api;

import io.usher.core.command.Command;
import io.usher.core.command.Refusal;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Origin;
import io.usher.core.model.RequestId;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.Submission;
import io.usher.proto.v1.ReadConsistency;
import io.usher.proto.v1.ResponseHeader;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** One call on its way: its deadline, and the replicated state. */
final class Call {

    private final ReplicatedBroker broker;
    private final Headers headers;
    private final Deadline deadline;
    private final Optional<Origin> origin;

    Call(ReplicatedBroker broker, Headers headers, Deadline deadline) {
        this(
                broker,
                headers,
                deadline,
                CallOrigin.passedOn().or(() -> Caller.current().origin(headers.brokerId())));
    }

    private Call(ReplicatedBroker broker, Headers headers, Deadline deadline, Optional<Origin> origin) {
        this.broker = broker;
        this.headers = headers;
        this.deadline = deadline;
        this.origin = origin;
    }

    /** On behalf of the same caller, for what goes on after the call. */
    Call until(Deadline other) {
        return new Call(broker, headers, other, origin);
    }

    /** The caller's request id, or a random one for a caller that does not mean to repeat the request. */
    static RequestId requestId(String text) {
        if (text.isEmpty()) {
            return new RequestId(UUID.randomUUID().toString());
        }
        FieldChecks checks = new FieldChecks();
        return checks.result(checks.check("request_id", () -> new RequestId(text)));
    }

    /** Commits a command; fails with {@link ApiException} when the core refuses it. */
    CompletionStage<Committed> submit(Command command, String requestId) {
        return submit(command, requestId(requestId)).thenApply(Call::accepted);
    }

    /** Commits a command that takes a change back; fails with {@link ApiException} when the core refuses it. */
    CompletionStage<Committed> submitReverting(LogPosition change, Command command, String requestId) {
        Optional<Origin> who = origin.map(known -> known.reverting(change));
        return broker.submit(new Submission(command, Optional.of(requestId(requestId)), deadline, who))
                .thenApply(Call::accepted);
    }

    /** Commits a command, whatever the core answers. */
    CompletionStage<Committed> submit(Command command, RequestId requestId) {
        return broker.submit(new Submission(command, Optional.of(requestId), deadline, originOf(command)));
    }

    /** Commits a command that is harmless to repeat, whatever the core answers. */
    CompletionStage<Committed> submit(Command command) {
        return broker.submit(new Submission(command, Optional.empty(), deadline, originOf(command)));
    }

    /** Passes on what the core answered; throws {@link ApiException} when it refused. */
    static Committed accepted(Committed committed) {
        if (committed.reply() instanceof Refusal refusal) {
            throw ApiException.of(refusal);
        }
        return committed;
    }

    <T> CompletionStage<ReadResult<T>> read(ReadConsistency consistency, Function<BrokerView, T> query) {
        return read(freshness(consistency), query);
    }

    <T> CompletionStage<ReadResult<T>> read(Freshness freshness, Function<BrokerView, T> query) {
        return broker.read(freshness, deadline, query);
    }

    /** Who made the call; empty for what the broker does by itself. */
    Optional<Origin> origin() {
        return origin;
    }

    /** Everyday commands are many, and nobody is asked about them. */
    private Optional<Origin> originOf(Command command) {
        return command.isEveryday() ? Optional.empty() : origin;
    }

    Deadline deadline() {
        return deadline;
    }

    ResponseHeader header(Committed committed) {
        return headers.of(committed);
    }

    ResponseHeader header(ReadResult<?> found) {
        return headers.of(found);
    }

    private static Freshness freshness(ReadConsistency consistency) {
        FieldChecks checks = new FieldChecks();
        if (consistency == ReadConsistency.UNRECOGNIZED) {
            checks.violate("consistency", "must be linearizable or stale, found another number");
        }
        return checks.result(
                () -> consistency == ReadConsistency.READ_CONSISTENCY_STALE ? Freshness.STALE : Freshness.LINEARIZABLE);
    }
}
