package io.usher.node.replication.gate;

import io.usher.core.command.Command;
import io.usher.core.model.FeatureLevel;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.FeatureLevelException;
import io.usher.node.replication.ForwardedCommand;
import io.usher.node.replication.PrimaryEndpoint;
import io.usher.node.replication.codec.CommandCodec;
import io.usher.node.replication.codec.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Takes in what secondaries pass on. */
public final class LocalPrimary implements PrimaryEndpoint {

    private final Consensus consensus;
    private final Batcher batcher;
    private final ReadGate reads;
    private final Supplier<FeatureLevel> featureLevel;

    /** @param featureLevel what may be in the log */
    public LocalPrimary(Consensus consensus, Batcher batcher, ReadGate reads, Supplier<FeatureLevel> featureLevel) {
        this.consensus = consensus;
        this.batcher = batcher;
        this.reads = reads;
        this.featureLevel = featureLevel;
    }

    @Override
    public boolean leading() {
        return consensus.leading();
    }

    @Override
    public CompletionStage<List<AttemptResult>> submit(List<ForwardedCommand> commands) {
        List<CompletableFuture<AttemptResult>> results = new ArrayList<>(commands.size());
        List<Attempt> attempts = new ArrayList<>(commands.size());
        for (ForwardedCommand command : commands) {
            CompletableFuture<AttemptResult> result = new CompletableFuture<>();
            results.add(result);
            if (isReadable(command)) {
                attempts.add(
                        new Attempt(command.envelope(), command.deadline(), OptionalLong.empty(), result::complete));
            } else {
                result.complete(new AttemptResult.Failed(AttemptFailure.UNREADABLE));
            }
        }
        batcher.offer(attempts);
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(all -> results.stream().map(CompletableFuture::join).toList());
    }

    /** An entry that some broker cannot read would stop it, so it is read before it goes into the log. */
    private boolean isReadable(ForwardedCommand command) {
        if (command.envelope().size() > CommandRouter.MAX_ENVELOPE_BYTES) {
            return false;
        }
        try {
            Command read = CommandCodec.decode(command.envelope()).command();
            return FeatureLevelException.of(read, featureLevel.get()).isEmpty();
        } catch (FormatException e) {
            return false;
        }
    }

    @Override
    public CompletionStage<Long> readIndex(Deadline deadline) {
        return reads.readIndex(deadline);
    }
}
