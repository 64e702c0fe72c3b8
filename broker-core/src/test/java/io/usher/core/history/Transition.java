package io.usher.core.history;

import io.usher.core.Outcome;
import io.usher.core.command.AdmitNext;
import io.usher.core.command.Answer.Granted;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Reply;
import io.usher.core.event.Event;
import io.usher.core.event.Event.QueueLeft;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.SessionChange;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.RequestId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateImage;
import io.usher.core.transcript.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One step of a history.
 *
 * @param view of the broker after the step
 */
record Transition(Step step, StateImage before, Outcome outcome, StateImage after, BrokerView view) {

    /** Whether the step repeats a request that is still remembered. */
    boolean isRepeated() {
        return step.request()
                .filter(request -> before.answers().stream()
                        .anyMatch(answer -> answer.request().equals(request)))
                .isPresent();
    }

    /** Sessions as events say, of one kind. */
    List<Session> sessions(SessionChange change) {
        return changes()
                .filter(changed -> changed.change() == change)
                .map(SessionChanged::session)
                .toList();
    }

    Stream<SessionChanged> changes() {
        return outcome.events().stream()
                .filter(event -> event instanceof SessionChanged)
                .map(event -> (SessionChanged) event);
    }

    <T extends Event> List<T> events(Class<T> type) {
        return outcome.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The grant that was decided in this step, not one that is told again. */
    Optional<Granted> granted() {
        Reply reply = step.command() instanceof AdmitNext
                ? events(QueueLeft.class).stream()
                        .map(QueueLeft::outcome)
                        .findFirst()
                        .orElse(outcome.reply())
                : outcome.reply();
        return reply instanceof Granted granted && !isRepeated() ? Optional.of(granted) : Optional.empty();
    }

    /** What was asked for in this step, now or by the one who comes up in the queue; not what is told again. */
    Optional<AssignSession> asked() {
        if (isRepeated()) {
            return Optional.empty();
        }
        if (step.command() instanceof AdmitNext) {
            return events(QueueLeft.class).stream()
                    .map(left -> AssignSession.of(left.entry().wish()))
                    .findFirst();
        }
        return step.command() instanceof AssignSession command ? Optional.of(command) : Optional.empty();
    }

    /** The request that an assignment of this step answers: that of the one who comes up in the queue, or its own. */
    Optional<RequestId> answeredRequest() {
        return step.command() instanceof AdmitNext
                ? events(QueueLeft.class).get(0).entry().request()
                : step.request();
    }

    /** Live or ended. */
    static Optional<Session> session(StateImage image, SessionId id) {
        return Stream.concat(image.sessions().stream(), image.ended().stream())
                .filter(session -> session.id().equals(id))
                .findFirst();
    }

    static Optional<Host> host(StateImage image, HostId id) {
        return image.hosts().stream().filter(host -> host.id().equals(id)).findFirst();
    }
}
