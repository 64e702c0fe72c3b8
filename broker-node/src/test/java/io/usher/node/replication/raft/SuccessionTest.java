package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.BrokerId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    private static final BrokerId B1 = new BrokerId("b1");
    private static final BrokerId B2 = new BrokerId("b2");
    private static final BrokerId B3 = new BrokerId("b3");
    private static final Duration PATIENCE = Duration.ofMillis(600);
    private static final LogEnd END = new LogEnd(3, 70);
    private static final LogEnd SHORTER = new LogEnd(3, 69);
    private static final LogEnd LONGER = new LogEnd(3, 71);

    private final SeenVoters electorate = new SeenVoters();
    private long now;

    @Test
    void theFirstSurvivorStandsAtOnceWhenThePrimaryHasEnded() {
        electorate.ends.put(B3, END);

        succession(B1).ended(B2);

        assertThat(electorate.stood).containsExactly(B2);
    }

    @Test
    void theNextSurvivorLeavesItToTheFirst() {
        electorate.ends.put(B1, END);

        succession(B3).ended(B2);

        assertThat(electorate.stood).isEmpty();
    }

    @Test
    void theSurvivorWithTheLongestLogStandsWhoeverIsPreferred() {
        electorate.ends.put(B1, SHORTER);
        succession(B3).ended(B2);
        assertThat(electorate.stood).containsExactly(B2);

        electorate.ends.put(B3, LONGER);
        succession(B1).ended(B2);
        assertThat(electorate.stood).hasSize(1);
    }

    @Test
    void anEntryOfALaterTermMakesALogLonger() {
        electorate.ends.put(B3, new LogEnd(4, 1));

        succession(B1).ended(B2);

        assertThat(electorate.stood).isEmpty();
    }

    @Test
    void aSurvivorThatDoesNotAnswerIsNotWaitedFor() {
        succession(B3).ended(B2);

        assertThat(electorate.stood).containsExactly(B2);
    }

    @Test
    void nobodyStandsWhenSomebodyElseLeadsByTheTimeOfTheAnswers() {
        electorate.duringPoll = () -> electorate.primary = Optional.of(B3);

        succession(B1).ended(B2);

        assertThat(electorate.stood).isEmpty();
    }

    @Test
    void nobodyStandsWhenASecondaryHasEnded() {
        succession(B1).ended(B3);

        assertThat(electorate.polls).isZero();
    }

    @Test
    void nobodyStandsWhileATimeoutHasBegunAnElection() {
        electorate.primary = Optional.empty();

        succession(B1).ended(B2);

        assertThat(electorate.polls).isZero();
    }

    @Test
    void standsAgainstASilentPrimaryWhenAMajorityHearsNothingEither() {
        electorate.willing(B3, END);
        Succession succession = succession(B1);

        tickAfter(succession, PATIENCE.minusMillis(1));
        assertThat(electorate.polls).isZero();
        tickAfter(succession, PATIENCE);

        assertThat(electorate.stood).containsExactly(B2);
    }

    @Test
    void asksAgainAndAgainWhileTheOtherStillHearsThePrimary() {
        electorate.ends.put(B3, END);
        Succession succession = succession(B1);
        tickAfter(succession, PATIENCE);
        tickAfter(succession, PATIENCE.plus(Succession.TICK));

        assertThat(electorate.asked).isEqualTo(2);
        assertThat(electorate.stood).isEmpty();
    }

    @Test
    void theNextSurvivorHoldsBackUntilTheFirstHasHadItsTime() {
        electorate.willing(B1, END);
        Succession succession = succession(B3);
        Duration longPatience = Succession.longPatience(PATIENCE);

        tickAfter(succession, longPatience.minusMillis(1));
        assertThat(electorate.asked).isZero();
        tickAfter(succession, longPatience);

        assertThat(electorate.stood).containsExactly(B2);
    }

    @Test
    void theOneWithTheLongerLogStandsAgainstASilentPrimaryWithoutHoldingBack() {
        electorate.willing(B1, SHORTER);

        tickAfter(succession(B3), PATIENCE);

        assertThat(electorate.stood).containsExactly(B2);
    }

    @Test
    void aBrokerThatWasStoppedItselfWaitsBeforeItTakesThePrimaryForSilent() {
        electorate.willing(B3, END);
        Succession succession = succession(B1);

        now += Succession.STOPPED.toNanos() + 1;
        tickAfter(succession, PATIENCE);
        assertThat(electorate.polls).isZero();

        for (Duration waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plus(Succession.TICK)) {
            tickAfter(succession, PATIENCE);
        }
        tickAfter(succession, PATIENCE);
        assertThat(electorate.stood).contains(B2);
    }

    @Test
    void aPrimaryDoesNotStandAgainstItself() {
        electorate.silence = PATIENCE.multipliedBy(2);

        tickAfter(succession(B2), PATIENCE.multipliedBy(2));

        assertThat(electorate.polls).isZero();
    }

    @Test
    void aBrokerWithoutAVoteDoesNothing() {
        BrokerId standby = new BrokerId("b4");
        Succession succession = succession(standby);

        succession.ended(B2);
        tickAfter(succession, PATIENCE.multipliedBy(2));

        assertThat(electorate.polls).isZero();
    }

    private void tickAfter(Succession succession, Duration silence) {
        now += Succession.TICK.toNanos();
        electorate.silence = silence;
        succession.tick();
    }

    private Succession succession(BrokerId self) {
        return new Succession(self, electorate, PATIENCE, Runnable::run, () -> now);
    }

    private static final class SeenVoters implements Electorate {
        private final Map<BrokerId, LogEnd> ends = new TreeMap<>();
        private final Set<BrokerId> willing = new TreeSet<>();
        private final List<BrokerId> stood = new ArrayList<>();
        private Optional<BrokerId> primary = Optional.of(B2);
        private Duration silence = Duration.ZERO;
        private Runnable duringPoll = () -> {};
        private int polls;
        private int asked;

        void willing(BrokerId other, LogEnd lastEntry) {
            ends.put(other, lastEntry);
            willing.add(other);
        }

        @Override
        public List<BrokerId> voters() {
            return List.of(B1, B2, B3);
        }

        @Override
        public Optional<BrokerId> primary() {
            return primary;
        }

        @Override
        public Duration silence() {
            return silence;
        }

        @Override
        public LogEnd lastEntry() {
            return END;
        }

        @Override
        public Map<BrokerId, LogEnd> logEnds(List<BrokerId> others) {
            polls++;
            duringPoll.run();
            Map<BrokerId, LogEnd> said = new TreeMap<>(ends);
            said.keySet().retainAll(others);
            return said;
        }

        @Override
        public Set<BrokerId> willing(List<BrokerId> others) {
            asked++;
            Set<BrokerId> said = new TreeSet<>(willing);
            said.retainAll(others);
            return said;
        }

        @Override
        public void stand(BrokerId broker) throws IOException {
            stood.add(broker);
        }
    }
}
