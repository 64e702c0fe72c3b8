package io.usher.core.decide;

import io.usher.core.command.Answer;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.core.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * What a decider found: the reply and the facts to write down. A refusal writes nothing but the decision that explains
 * it.
 */
public record Ruling(Reply reply, List<Event> events) {

    public Ruling {
        events = List.copyOf(events);
    }

    static Ruling answer(Answer answer, Event... events) {
        return new Ruling(answer, List.of(events));
    }

    /** As before, and one more fact. */
    Ruling with(Event event) {
        List<Event> all = new ArrayList<>(events);
        all.add(event);
        return new Ruling(reply, all);
    }

    static Ruling done(Event... events) {
        return answer(new Answer.Done(), events);
    }

    static Ruling refuse(RefusalReason reason, Object... keysAndValues) {
        return new Ruling(Refusal.of(reason, keysAndValues), List.of());
    }
}
