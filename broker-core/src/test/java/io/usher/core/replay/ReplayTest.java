package io.usher.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.Broker;
import io.usher.core.state.StateDigest;
import io.usher.core.transcript.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers that apply the same log have the same digest all the way, wherever they began. */
class ReplayTest {

    private static final int STEPS = 400;
    private static final int EVERY = 40;

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void endsAsTheOtherReplicaFromAnySnapshot(long seed) {
        RecordedLog log = RecordedLog.of(seed, STEPS, EVERY);
        List<String> digests = log.digests();
        IntStream.range(0, digests.size())
                .forEach(checkpoint -> assertThat(log.digestsFrom(checkpoint))
                        .as("from the snapshot after %d steps", checkpoint * EVERY)
                        .isEqualTo(digests.subList(checkpoint, digests.size())));
    }

    @ParameterizedTest
    @ValueSource(longs = 13)
    void endsAsTheOtherReplicaWhenItIsRestoredAgainAndAgain(long seed) {
        RecordedLog log = RecordedLog.of(seed, STEPS, EVERY);
        Broker broker = Broker.empty();
        List<String> digests = new ArrayList<>(List.of(StateDigest.of(broker.image())));
        for (Step step : log.steps()) {
            broker = Broker.restore(broker.image());
            step.applyTo(broker);
            if ((log.steps().indexOf(step) + 1) % EVERY == 0) {
                digests.add(StateDigest.of(broker.image()));
            }
        }
        assertThat(digests).isEqualTo(log.digests());
    }

    @Test
    void tellsDifferentStatesApart() {
        List<String> digests = RecordedLog.of(14, 100, 1).digests();
        assertThat(digests).doesNotHaveDuplicates().hasSize(101).allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    }
}
