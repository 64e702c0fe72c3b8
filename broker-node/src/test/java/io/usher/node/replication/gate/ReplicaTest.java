package io.usher.node.replication.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.command.ExpireLeases;
import io.usher.core.model.LogTime;
import io.usher.core.state.StateDigest;
import io.usher.node.replication.OutcomeListener;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.codec.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReplicaTest {

    private final Replica replica = new Replica(OutcomeListener.NONE);

    private static void apply(Replica replica, long index) {
        Proposal proposal = new Proposal(Optional.empty(), new ExpireLeases(1));
        replica.apply(
                new Replica.Position(1, index),
                new LogEntryCodec.Entry(new LogTime(index * 10), List.of(proposal, proposal)));
    }

    @Test
    void takesTheDigestExactlyAtTheRevisionThatWasAskedFor() {
        CompletableFuture<Replica.Capture> asked = replica.captureAt(3);
        Replica other = new Replica(OutcomeListener.NONE);
        for (long index = 1; index <= 5; index++) {
            apply(replica, index);
        }
        for (long index = 1; index <= 3; index++) {
            apply(other, index);
        }
        assertThat(asked.join().position().index()).isEqualTo(3);
        assertThat(StateDigest.of(asked.join().image()))
                .isEqualTo(StateDigest.of(other.capture().image()))
                .isNotEqualTo(StateDigest.of(replica.capture().image()));
    }

    @Test
    void countsEntriesWithoutCommands() {
        apply(replica, 1);
        replica.skip(new Replica.Position(2, 2));
        assertThat(replica.appliedIndex()).isEqualTo(2);
        assertThat(replica.read(view -> view.applied().index()).value()).isEqualTo(1);
        assertThat(replica.capture().position()).isEqualTo(new Replica.Position(2, 2));
    }

    @Test
    void goesOnFromACapture() {
        apply(replica, 1);
        Replica other = new Replica(OutcomeListener.NONE);
        other.restore(replica.capture());
        apply(replica, 2);
        apply(other, 2);
        assertThat(StateDigest.of(other.capture().image()))
                .isEqualTo(StateDigest.of(replica.capture().image()));
    }

    @Test
    void refusesEntriesOutOfOrder() {
        apply(replica, 2);
        assertThatThrownBy(() -> apply(replica, 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> apply(replica, 1)).isInstanceOf(IllegalStateException.class);
    }
}
