package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.usher.core.event.SessionChange;
import io.usher.core.history.History.Violation;
import io.usher.core.state.BrokerView;
import io.usher.core.state.CrowdedTable;
import io.usher.core.state.Limits;
import io.usher.core.state.StateImage;
import io.usher.core.transcript.Step;
import io.usher.core.transcript.StepText;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/**
 * Random histories in which everything must hold after every step. A failure is told as a short transcript and with the
 * seed that brings it back.
 *
 * <p>{@code -Dusher.seed=N} runs one history, {@code -Dusher.histories=N} and {@code -Dusher.steps=N} more or longer
 * ones.
 */
class RandomHistoryTest {

    private static final int HISTORIES = Integer.getInteger("usher.histories", 6);
    private static final int STEPS = Integer.getInteger("usher.steps", 400);

    @Test
    void everythingHoldsInTheUsualHistories() {
        LongStream.rangeClosed(1, HISTORIES).forEach(seed -> run(StateImage.EMPTY, seed));
    }

    @Test
    void everythingHoldsInHistoriesThatNobodyHasSeen() {
        long first = Long.getLong("usher.seed", new Random().nextLong());
        int count = System.getProperty("usher.seed") == null ? HISTORIES : 1;
        System.out.println("Random histories from seed " + first + "; to run again: -Dusher.seed=" + first);
        LongStream.range(0, count).forEach(offset -> run(StateImage.EMPTY, first + offset));
    }

    @Test
    void everythingHoldsInASiteThatHasRunForAWhile() {
        History before = new History(StateImage.EMPTY, List.of());
        before.invent(new HistoryGenerator(3)::next, STEPS);
        StateImage full = CrowdedTable.of(before.image(), Limits.ENDED_SESSIONS);
        // Each step costs a walk through ten thousand ended sessions, so only a few.
        failureOf(full, new HistoryGenerator(4)::next, STEPS / 8, Invariants::all)
                .ifPresent(Assertions::fail);
    }

    @Test
    void everythingHoldsWhateverCommandsCarry() {
        LongStream.rangeClosed(1, HISTORIES / 2).forEach(seed -> {
            HistoryGenerator usual = new HistoryGenerator(seed);
            ExtremeCommands extreme = new ExtremeCommands(seed);
            failureOf(StateImage.EMPTY, view -> extreme.instead(usual.next(view), view), STEPS, Invariants::all)
                    .ifPresent(Assertions::fail);
        });
    }

    @Test
    void showsAFailureAsAShortTranscript() {
        // An invariant that is wrong on purpose: nobody ever comes back.
        Supplier<List<Invariant>> invariants = () -> List.of(new Invariant() {
            @Override
            public void check(Transition t) {
                assertThat(t.sessions(SessionChange.REGRANTED)).isEmpty();
            }

            @Override
            public String name() {
                return "NobodyComesBack";
            }
        });
        // Not every history brings somebody back; the first that does will do.
        Optional<String> failure = LongStream.rangeClosed(1, 100)
                .mapToObj(seed -> failureOf(StateImage.EMPTY, new HistoryGenerator(seed)::next, STEPS, invariants))
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(failure).isPresent();
        assertThat(failure.get().lines().filter(line -> line.startsWith("> ")))
                .as("pool, host, resource and two assignments, hardly more")
                .hasSizeBetween(5, 10)
                .last(InstanceOfAssertFactories.STRING)
                .contains("AssignSession");
        assertThat(failure.get()).startsWith("NobodyComesBack").contains("* SessionChanged REGRANTED");
    }

    @Test
    void readsAnyStepAsItWasWritten() {
        History history = new History(StateImage.EMPTY, List.of());
        history.invent(new HistoryGenerator(5)::next, 1_000);
        assertThat(history.steps())
                .allSatisfy(step ->
                        assertThat(new StepText().read(StepText.write(step))).isEqualTo(step));
    }

    private static void run(StateImage start, long seed) {
        failureOf(start, new HistoryGenerator(seed)::next, STEPS, Invariants::all)
                .ifPresent(failure -> fail("To run again: -Dusher.seed=" + seed + "\n" + failure));
    }

    private static Optional<String> failureOf(
            StateImage start, Function<BrokerView, Step> generator, int count, Supplier<List<Invariant>> invariants) {
        History history = new History(start, invariants.get());
        return history.invent(generator, count).map(found -> {
            // The others have held up to here, and are only slow.
            Supplier<List<Invariant>> violated = () -> invariants.get().stream()
                    .filter(invariant -> invariant.name().equals(found.invariant()))
                    .toList();
            List<Step> shortest = new Shrinker()
                    .shrink(
                            history.steps(),
                            steps -> History.replay(start, steps, violated)
                                    .filter(again -> again.invariant().equals(found.invariant()))
                                    .isPresent());
            Violation shown = History.replay(start, shortest, violated).orElseThrow();
            return found.invariant() + " does not hold: " + shown.message() + "\n"
                    + History.transcript(start, shortest);
        });
    }
}
