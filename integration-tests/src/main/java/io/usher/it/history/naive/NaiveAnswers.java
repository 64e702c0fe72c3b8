package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.RefusalReason;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was answered, for those who ask again. */
final class NaiveAnswers {

    /** How long an answer is kept for retries, in milliseconds of log time. */
    private static final long HORIZON_MILLIS = 15 * 60 * 1000;

    private static final int MOST = 500_000;

    private record Remembered(Command command, long answered, NaiveAnswer answer) {}

    private final Map<String, Remembered> answers = new LinkedHashMap<>();

    /** What a request is answered that was made before; empty for a new one. */
    Optional<NaiveAnswer> known(String request, Command command) {
        return Optional.ofNullable(answers.get(request))
                .map(known -> known.command.equals(command)
                        ? known.answer
                        : Refused.because(RefusalReason.REQUEST_ID_REUSED, Map.of("request_id", request)));
    }

    void remember(String request, Command command, long now, NaiveAnswer answer) {
        Iterator<Remembered> oldestFirst = answers.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().answered + HORIZON_MILLIS < now) {
            oldestFirst.remove();
        }
        if (answers.size() >= MOST) {
            answers.remove(answers.keySet().iterator().next());
        }
        answers.put(request, new Remembered(command, now, answer));
    }
}
