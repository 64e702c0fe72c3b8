package io.usher.core.transcript;

import static java.util.stream.Collectors.joining;

import io.usher.core.Outcome;
import io.usher.core.command.Refusal;
import io.usher.core.command.Reply;
import io.usher.core.event.Event;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** What came of a command, complete: one line for the reply, one for each event. */
public final class OutcomeText {

    private OutcomeText() {}

    public static List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add("< " + outcome.position() + " at " + TimeText.of(outcome.time()) + ": " + reply(outcome));
        outcome.events().forEach(event -> lines.add("* " + event(event)));
        return lines;
    }

    private static String reply(Outcome outcome) {
        if (outcome.reply() instanceof Refusal refusal) {
            return "REFUSED " + refusal.reason()
                    + refusal.details().stream()
                            .map(detail -> " " + Scanner.quoted(detail.key()) + "=" + Scanner.quoted(detail.value()))
                            .collect(joining());
        }
        String name = outcome.reply().getClass().getSimpleName();
        // What an event says word for word is not said twice.
        return isToldBy(outcome.events(), outcome.reply())
                ? name + " as below"
                : (name + " " + RecordWriter.fields((Record) outcome.reply())).stripTrailing();
    }

    private static boolean isToldBy(List<Event> events, Reply reply) {
        RecordComponent[] components = reply.getClass().getRecordComponents();
        return components.length == 1
                && events.size() == 1
                && carries(events.get(0), Records.read((Record) reply, components[0]));
    }

    private static boolean carries(Event event, Object value) {
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            if (Records.read((Record) event, component).equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String event(Event event) {
        String name = event.getClass().getSimpleName();
        if (event instanceof Event.BrokerChanged changed) {
            return name + " " + changed.change() + " " + RecordWriter.fields(changed.broker());
        }
        if (event instanceof Event.HostChanged changed) {
            return name + " " + changed.change() + " " + RecordWriter.fields(changed.host());
        }
        if (event instanceof Event.SessionChanged changed) {
            return name + " " + changed.change() + " " + RecordWriter.fields(changed.session());
        }
        if (event instanceof Event.QueueLeft left) {
            String outcome = left.outcome().getClass().getSimpleName() + RecordWriter.text(left.outcome());
            return name + " " + left.entry().id() + " at " + TimeText.of(left.time()) + " " + outcome + " "
                    + RecordWriter.fields(left.entry());
        }
        return name + " " + RecordWriter.fields((Record) event);
    }
}
