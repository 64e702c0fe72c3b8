package io.usher.core.transcript;

import io.usher.core.Broker;
import io.usher.core.Outcome;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateImage;

/** A broker for tests that is told steps in the language of the transcripts. */
public final class Stage {

    private final StepText steps = new StepText();
    private Broker broker;

    private Stage(Broker broker) {
        this.broker = broker;
    }

    /** A broker before the first command. */
    public static Stage empty() {
        return new Stage(Broker.empty());
    }

    public Outcome tell(String step) {
        return steps.read(step).applyTo(broker);
    }

    /** Tells a step and gives it, to be told once more elsewhere. */
    public Step take(String text) {
        Step step = steps.read(text);
        step.applyTo(broker);
        return step;
    }

    /** Goes on from another state; the next step needs a position. */
    public void restore(StateImage image) {
        broker = Broker.restore(image);
    }

    public StateImage image() {
        return broker.image();
    }

    public BrokerView view() {
        return broker.view();
    }
}
