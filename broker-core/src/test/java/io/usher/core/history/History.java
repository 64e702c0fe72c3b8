package io.usher.core.history;

import static java.util.stream.Collectors.joining;

import io.usher.core.Broker;
import io.usher.core.Outcome;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateImage;
import io.usher.core.transcript.OutcomeText;
import io.usher.core.transcript.Step;
import io.usher.core.transcript.StepText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A broker, the steps that it was told, and what must hold after each. */
final class History {

    private final Broker broker;
    private final List<Invariant> invariants;
    private final List<Step> steps = new ArrayList<>();

    /**
     * What did not hold.
     *
     * @param invariant name of it
     */
    record Violation(String invariant, String message) {}

    History(StateImage start, List<Invariant> invariants) {
        this.broker = Broker.restore(start);
        this.invariants = invariants;
    }

    /** Tells the steps until something does not hold. */
    static Optional<Violation> replay(StateImage start, List<Step> steps, Supplier<List<Invariant>> invariants) {
        History history = new History(start, invariants.get());
        for (Step step : steps) {
            Optional<Violation> violation = history.tell(step);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    /** Invents so many steps, or fewer when something does not hold. */
    Optional<Violation> invent(Function<BrokerView, Step> generator, int count) {
        for (int i = 0; i < count; i++) {
            Optional<Violation> violation = tell(generator.apply(broker.view()));
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    StateImage image() {
        return broker.image();
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    private Optional<Violation> tell(Step step) {
        steps.add(step);
        StateImage before = broker.image();
        try {
            Outcome outcome = step.applyTo(broker);
            Transition transition = new Transition(step, before, outcome, broker.image(), broker.view());
            return invariants.stream()
                    .flatMap(invariant -> check(invariant, transition).stream())
                    .findFirst();
        } catch (RuntimeException e) {
            return Optional.of(new Violation("NothingIsThrown", e + " at " + e.getStackTrace()[0]));
        }
    }

    private static Optional<Violation> check(Invariant invariant, Transition transition) {
        try {
            invariant.check(transition);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(new Violation(invariant.name(), String.valueOf(e.getMessage())));
        }
    }

    /** The steps with what comes of them, in the language of the transcripts. */
    static String transcript(StateImage start, List<Step> steps) {
        Broker broker = Broker.restore(start);
        return steps.stream()
                .map(step -> "> " + StepText.write(step) + "\n" + told(broker, step))
                .collect(joining());
    }

    private static String told(Broker broker, Step step) {
        try {
            return OutcomeText.lines(step.applyTo(broker)).stream()
                    .map(line -> line + "\n")
                    .collect(joining());
        } catch (RuntimeException e) {
            return "! " + e + "\n";
        }
    }
}
