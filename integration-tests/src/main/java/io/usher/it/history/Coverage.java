package io.usher.it.history;

import com.google.protobuf.Message;
import io.usher.it.client.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run really met. A run that met too little proves nothing, and is void rather than green.
 *
 * @param answered operations that were answered, by method
 * @param refused operations that the site refused, by reason
 * @param notDone operations that were turned away
 * @param unknown operations whose outcome nobody was told
 * @param retried commands that stand in the log more than once
 * @param terms terms in which entries were committed
 */
public record Coverage(
        Map<String, Integer> answered, Map<String, Integer> refused, int notDone, int unknown, int retried, int terms) {

    static Coverage of(List<Operation> operations, CommittedLog log) {
        Map<String, Integer> answered = new TreeMap<>();
        Map<String, Integer> refused = new TreeMap<>();
        int notDone = 0;
        int unknown = 0;
        for (Operation operation : operations) {
            Outcome<? extends Message> outcome = operation.outcome();
            if (outcome instanceof Outcome.Answered<?>) {
                String method = operation.method();
                answered.merge(method.substring(method.lastIndexOf('/') + 1), 1, Integer::sum);
            } else if (outcome instanceof Outcome.Refused<?> refusal) {
                refused.merge(refusal.reason(), 1, Integer::sum);
            } else if (outcome instanceof Outcome.NotDone<?>) {
                notDone++;
            } else {
                unknown++;
            }
        }
        long asked = log.commands().stream()
                .flatMap(command -> command.request().stream())
                .count();
        long different = log.commands().stream()
                .flatMap(command -> command.request().stream())
                .distinct()
                .count();
        return new Coverage(answered, refused, notDone, unknown, (int) (asked - different), log.terms());
    }

    /** Answered operations of a method, such as AssignSession. */
    public int answered(String method) {
        return answered.getOrDefault(method, 0);
    }

    /** All answered operations. */
    public int total() {
        return answered.values().stream().mapToInt(Integer::intValue).sum();
    }
}
