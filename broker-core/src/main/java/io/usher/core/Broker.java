package io.usher.core;

import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateImage;

/** The state machine. Skeleton: the body lands next. */
public final class Broker {

    private StateImage image = StateImage.EMPTY;

    /** The state before the first command. */
    public static Broker empty() {
        return restore(StateImage.EMPTY);
    }

    /** Continues from an image. */
    public static Broker restore(StateImage image) {
        Broker broker = new Broker();
        broker.image = image;
        return broker;
    }

    /** Carries out one command. */
    public Outcome apply(CommandContext context, Command command) {
        throw new IllegalStateException("lands next: " + context + command);
    }

    /** Questions about the state. */
    public BrokerView view() {
        throw new IllegalStateException("lands next");
    }

    /** A consistent copy of the whole state. Costs one pass over the tables. */
    public StateImage image() {
        return image;
    }
}
