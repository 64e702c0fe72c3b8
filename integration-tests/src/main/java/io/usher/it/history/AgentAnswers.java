package io.usher.it.history;

import com.google.protobuf.Message;
import io.usher.core.model.LogPosition;
import io.usher.it.client.Outcome;
import io.usher.it.history.naive.NaiveAnswer;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import java.util.Map;
import java.util.Optional;

/** Compares what hosts were told about their inventories, which have no request id but state their place in the log. */
final class AgentAnswers {

    private AgentAnswers() {}

    static boolean isInventory(Operation operation) {
        return operation.request() instanceof ConnectRequest.Inventory;
    }

    /** A redemption is refused with a reason alone. */
    static boolean isRedemption(Operation operation) {
        return operation.request() instanceof ConnectRequest.Redeem;
    }

    static Optional<Violation> compare(Operation operation, Map<LogPosition, NaiveAnswer> expected) {
        if (!(operation.outcome() instanceof Outcome.Answered<? extends Message> answered)) {
            return Optional.empty();
        }
        ConnectResponse.InventoryTaken taken = (ConnectResponse.InventoryTaken) answered.answer();
        NaiveAnswer answer = expected.get(LogPosition.parse(taken.getAsOf()));
        if (answer instanceof NaiveAnswer.Done done && done.body().equals(taken)) {
            return Optional.empty();
        }
        String says = answer instanceof NaiveAnswer.Done done ? Responses.text(done.body()) : String.valueOf(answer);
        return Optional.of(
                new Violation(WitnessCheck.WRONG_ANSWER, WitnessCheck.about(operation) + ", the log says " + says));
    }
}
