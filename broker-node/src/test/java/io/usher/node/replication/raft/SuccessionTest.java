package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.BrokerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    private static final BrokerId B1 = new BrokerId("b1");
    private static final BrokerId B2 = new BrokerId("b2");
    private static final BrokerId B3 = new BrokerId("b3");

    private final List<BrokerId> stood = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private Optional<BrokerId> primary = Optional.of(B2);

    @Test
    void theFirstSurvivorStandsAtOnceWhenThePrimaryHasEnded() {
        succession(B1).ended(B2);

        assertThat(waits).containsExactly(Duration.ZERO);
        tasks.get(0).run();
        assertThat(stood).containsExactly(B2);
    }

    @Test
    void theNextSurvivorWaitsForItsTurnAndStandsIfNobodyLeadsByThen() {
        succession(B3).ended(B2);

        assertThat(waits).containsExactly(Succession.TURN);
        tasks.get(0).run();
        assertThat(stood).containsExactly(B2);
    }

    @Test
    void theNextSurvivorDoesNotStandWhenSomebodyElseLeadsByThen() {
        succession(B3).ended(B2);

        primary = Optional.of(B1);
        tasks.get(0).run();

        assertThat(stood).isEmpty();
    }

    @Test
    void nobodyStandsWhenASecondaryHasEnded() {
        succession(B1).ended(B3);

        assertThat(tasks).isEmpty();
    }

    @Test
    void nobodyStandsWhileATimeoutHasBegunAnElection() {
        primary = Optional.empty();

        succession(B1).ended(B2);

        assertThat(tasks).isEmpty();
    }

    private Succession succession(BrokerId self) {
        return new Succession(self, () -> List.of(B1, B2, B3), () -> primary, stood::add, (task, wait) -> {
            tasks.add(task);
            waits.add(wait);
        });
    }
}
