package io.usher.core.state;

import io.usher.core.model.LogTime;
import io.usher.core.model.RequestId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What requests were answered, for as long as a retry may come. Bounded by log time and by count; what the count drops
 * before its time is counted, since a retry of it would be taken for a new request.
 */
final class AnswerWindow {

    // Looked up by key and walked in order of arrival: hash order never shows.
    private final Map<RequestId, RememberedAnswer> answers = new LinkedHashMap<>();
    private final int capacity;
    private final Duration horizon;
    private long droppedEarly;

    AnswerWindow(int capacity, Duration horizon) {
        this.capacity = capacity;
        this.horizon = horizon;
    }

    Optional<RememberedAnswer> find(RequestId request) {
        return Optional.ofNullable(answers.get(request));
    }

    void remember(RememberedAnswer answer) {
        forgetExpired(answer.answered());
        if (answers.size() >= capacity) {
            dropOldest();
            droppedEarly++;
        }
        answers.put(answer.request(), answer);
    }

    void restore(List<RememberedAnswer> remembered, long dropped) {
        remembered.forEach(answer -> answers.put(answer.request(), answer));
        droppedEarly = dropped;
    }

    List<RememberedAnswer> image() {
        return List.copyOf(answers.values());
    }

    long droppedEarly() {
        return droppedEarly;
    }

    private void forgetExpired(LogTime now) {
        Iterator<RememberedAnswer> oldestFirst = answers.values().iterator();
        while (oldestFirst.hasNext()
                && now.isAfter(oldestFirst.next().answered().plus(horizon))) {
            oldestFirst.remove();
        }
    }

    private void dropOldest() {
        Iterator<RememberedAnswer> oldestFirst = answers.values().iterator();
        oldestFirst.next();
        oldestFirst.remove();
    }
}
