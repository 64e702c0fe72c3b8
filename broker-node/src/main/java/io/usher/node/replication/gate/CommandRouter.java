package io.usher.node.replication.gate;

import io.usher.core.command.Command;
import io.usher.core.model.BrokerId;
import io.usher.core.model.RequestId;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.node.replication.Submission;
import io.usher.node.replication.codec.CommandCodec;
import io.usher.node.replication.codec.Proposal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings each command to whoever leads, and again after an election, until it is answered or its deadline passes. An
 * internal retry never doubles anything: a command either is harmless to repeat or carries a request id. Thread-safe.
 */
public final class CommandRouter {

    /** Largest envelope: what Ratis takes as one entry, less room for the stamp and its own fields. */
    static final int MAX_ENVELOPE_BYTES = (3 << 20) - 1024;

    private final Consensus consensus;
    private final Batcher batcher;
    private final PrimaryForwarder forwarder;
    private final Executor replies;
    private final int limit;

    private final String requestPrefix = "broker-" + HexFormat.of().toHexDigits(new SecureRandom().nextLong()) + "-";
    private final AtomicLong lastRequest = new AtomicLong();
    private final AtomicInteger pendingCount = new AtomicInteger();
    private final Set<PendingCall> pending = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<PendingCall> parked = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    public CommandRouter(
            Consensus consensus,
            Batcher batcher,
            PrimaryForwarder forwarder,
            Executor replies,
            BatchSettings settings) {
        this.consensus = consensus;
        this.batcher = batcher;
        this.forwarder = forwarder;
        this.replies = replies;
        this.limit = settings.queueCommands();
    }

    /** As {@link io.usher.node.replication.ReplicatedBroker#submit}. */
    public CompletionStage<Committed> submit(Submission submission) {
        Proposal proposal = new Proposal(requestOf(submission), submission.command(), submission.origin());
        return enter(new PendingCall(CommandCodec.encode(proposal), submission.deadline(), OptionalLong.empty()));
    }

    /** As {@link io.usher.node.replication.PrimaryTerm#propose}: one attempt, on this broker, in this term. */
    public CompletionStage<Committed> propose(long term, Command command, Deadline deadline) {
        Proposal proposal = new Proposal(Optional.empty(), command);
        return enter(new PendingCall(CommandCodec.encode(proposal), deadline, OptionalLong.of(term)));
    }

    private CompletionStage<Committed> enter(PendingCall call) {
        if (call.size() > MAX_ENVELOPE_BYTES) {
            return failed(
                    Meaning.TOO_LARGE,
                    "a command must have at most " + MAX_ENVELOPE_BYTES + " bytes, found " + call.size());
        }
        if (call.deadline().isOver()) {
            return failed(Meaning.EXPIRED, "the deadline had passed when the command came in");
        }
        if (pendingCount.incrementAndGet() > limit) {
            pendingCount.decrementAndGet();
            return failed(
                    Meaning.OVERLOADED, "as many commands are under way as may be, " + limit + "; ask again later");
        }
        pending.add(call);
        if (closed) {
            call.giveUp();
        }
        call.answer().whenComplete((committed, failure) -> {
            pending.remove(call);
            pendingCount.decrementAndGet();
        });
        if (!call.isAnswered()) {
            dispatch(call);
        }
        return call.answer();
    }

    private Optional<RequestId> requestOf(Submission submission) {
        if (submission.request().isPresent() || submission.command().accept(HarmlessToRepeat.INSTANCE)) {
            return submission.request();
        }
        return Optional.of(new RequestId(requestPrefix + lastRequest.incrementAndGet()));
    }

    private static CompletionStage<Committed> failed(Meaning meaning, String message) {
        return CompletableFuture.failedFuture(new ReplicationException(meaning, message));
    }

    private void dispatch(PendingCall call) {
        Optional<BrokerId> primary = consensus.primary();
        if (consensus.leading() || call.onlyHere()) {
            batcher.offer(call.newAttempt(this::park));
        } else if (primary.isPresent() && forwarder.reaches(primary.get())) {
            forwarder.offer(primary.get(), call.newAttempt(this::park));
        } else {
            park(call);
        }
    }

    private void park(PendingCall call) {
        parked.add(call);
    }

    /** Another broker leads, or this one does: what waited is sent on its way. */
    public void primaryChanged() {
        forwarder.primaryChanged(consensus.primary());
        retryParked();
    }

    /** Called every few milliseconds: retries what is parked and ends what is overdue. */
    public void tick() {
        for (PendingCall call : pending) {
            if (call.deadline().isOver()) {
                replies.execute(call::giveUp);
            }
        }
        retryParked();
    }

    /** Nothing more is taken in, and who waits is told what may be concluded. */
    public void close() {
        closed = true;
        pending.forEach(PendingCall::giveUp);
    }

    private void retryParked() {
        // Taken out first: what fails again at once waits for the next round.
        List<PendingCall> calls = new ArrayList<>();
        for (PendingCall call = parked.poll(); call != null; call = parked.poll()) {
            calls.add(call);
        }
        for (PendingCall call : calls) {
            if (!call.isAnswered()) {
                dispatch(call);
            }
        }
    }
}
