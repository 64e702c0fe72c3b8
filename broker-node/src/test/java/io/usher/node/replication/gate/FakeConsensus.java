package io.usher.node.replication.gate;

import com.google.protobuf.ByteString;
import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.LogTime;
import io.usher.node.replication.codec.LogEntryCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log that commits when the test says so. */
final class FakeConsensus implements Consensus {

    private final List<Appended> appended = new ArrayList<>();
    private final List<CompletableFuture<Void>> confirmations = new ArrayList<>();
    private OptionalLong term = OptionalLong.of(1);
    private Optional<BrokerId> primary = Optional.empty();
    private long index;

    record Appended(long key, ByteString entry, AppendFailure failure) {

        LogEntryCodec.Entry decode() {
            ByteString stamp = ByteString.copyFrom(LogEntryCodec.stamp(new LogTime(1), FeatureLevel.FIRST));
            return LogEntryCodec.decode(entry.concat(stamp).asReadOnlyByteBuffer());
        }
    }

    void lead(long newTerm) {
        term = OptionalLong.of(newTerm);
    }

    void follow(Optional<BrokerId> newPrimary) {
        term = OptionalLong.empty();
        primary = newPrimary;
    }

    @Override
    public OptionalLong leadingTerm() {
        return term;
    }

    @Override
    public Optional<BrokerId> primary() {
        return primary;
    }

    @Override
    public void append(long key, byte[] entry, OptionalLong onlyIn, AppendFailure failure) {
        appended.add(new Appended(key, ByteString.copyFrom(entry), failure));
    }

    @Override
    public CompletionStage<Void> confirm() {
        CompletableFuture<Void> confirmation = new CompletableFuture<>();
        confirmations.add(confirmation);
        return confirmation;
    }

    /** Entries that wait for their commit, oldest first. */
    List<Appended> appended() {
        return appended;
    }

    List<CompletableFuture<Void>> confirmations() {
        return confirmations;
    }

    /** Commits the oldest entry and applies it. */
    void commit(Replica replica, EntryResults results) {
        Appended next = appended.remove(0);
        results.applied(next.key(), replica.apply(new Replica.Position(1, ++index), next.decode()));
    }
}
