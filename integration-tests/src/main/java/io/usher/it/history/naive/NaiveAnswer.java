package io.usher.it.history.naive;

import com.google.protobuf.Message;
import io.usher.core.command.RefusalReason;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the model says a command had to be answered. */
public sealed interface NaiveAnswer {

    /**
     * It was carried out.
     *
     * @param body what the API tells about it: a session, an assignment without its ticket, a pool …
     */
    record Done(Message body) implements NaiveAnswer {}

    /**
     * It was refused.
     *
     * @param details variable parts of the message
     */
    record Refused(RefusalReason reason, SortedMap<String, String> details) implements NaiveAnswer {

        static Refused because(RefusalReason reason, Map<String, ?> details) {
            SortedMap<String, String> texts = new TreeMap<>();
            details.forEach((key, value) -> texts.put(key, value.toString()));
            return new Refused(reason, texts);
        }
    }
}
