package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Command;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.core.model.LogTime;
import io.usher.core.model.RequestId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The same request has the same answer for 15 minutes, and another request under its id is refused. */
final class RequestsHaveOneAnswer implements Invariant {

    private static final long WINDOW_MILLIS = 900_000;

    private record Answered(Command command, Reply reply, LogTime time) {}

    private final SortedMap<RequestId, Answered> answered = new TreeMap<>();

    @Override
    public void check(Transition t) {
        if (t.step().request().isEmpty()) {
            return;
        }
        RequestId request = t.step().request().get();
        Reply reply = t.outcome().reply();
        LogTime now = t.outcome().time();
        Optional<Answered> known = Optional.ofNullable(answered.get(request));
        boolean inTime =
                known.isPresent() && now.epochMillis() - known.get().time().epochMillis() <= WINDOW_MILLIS;
        if (inTime && known.get().command().equals(t.step().command())) {
            assertThat(reply).as("answer of %s", request).isEqualTo(known.get().reply());
        } else if (inTime) {
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(RefusalReason.REQUEST_ID_REUSED));
        } else if (!t.isRepeated()) {
            // Kept for longer than promised is no harm; then it is still the first answer that counts.
            answered.put(request, new Answered(t.step().command(), reply, now));
        }
    }
}
