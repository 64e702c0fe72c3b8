package io.usher.core.transcript;

import io.usher.core.Broker;
import io.usher.core.Outcome;
import io.usher.core.model.HostId;
import io.usher.core.state.SeatCount;
import io.usher.core.transcript.Transcript.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Tells a transcript to a broker and writes down what it says. */
public final class Narrator {

    private final UnaryOperator<Broker> between;
    private final BiConsumer<Step, Outcome> listener;
    private final StepText steps = new StepText();
    private Broker broker = Broker.empty();

    /**
     * A narrator with an own broker.
     *
     * @param between what happens to the broker after each step
     * @param listener hears of each step and what came of it
     */
    public Narrator(UnaryOperator<Broker> between, BiConsumer<Step, Outcome> listener) {
        this.between = between;
        this.listener = listener;
    }

    /** The story with what was found in place of what is expected. */
    public List<Block> tell(Transcript story) {
        List<Block> found = new ArrayList<>();
        for (Block block : story.blocks()) {
            try {
                found.add(new Block(block.number(), block.input(), tell(block)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(story + ":" + block.number() + ": " + e.getMessage(), e);
            }
        }
        return found;
    }

    private List<String> tell(Block block) {
        if (block.isStep()) {
            Step step = steps.read(block.input().substring(1).strip());
            Outcome outcome = step.applyTo(broker);
            listener.accept(step, outcome);
            broker = between.apply(broker);
            return OutcomeText.lines(outcome);
        }
        return block.isQuestion()
                ? List.of("= " + answer(block.input().substring(1).strip()))
                : List.of();
    }

    private String answer(String question) {
        if (question.startsWith("seats ")) {
            SeatCount seats = broker.view().seats(new HostId(question.substring("seats ".length())));
            return "taken=" + seats.taken() + " pending=" + seats.pending() + " inFlight=" + seats.inFlight();
        }
        if (question.equals("next deadline")) {
            return broker.view().nextDeadline().map(TimeText::of).orElse("none");
        }
        throw new IllegalArgumentException("a question must be 'seats HOST' or 'next deadline', found " + question);
    }
}
