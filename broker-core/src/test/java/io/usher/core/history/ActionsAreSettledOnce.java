package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.Event.ActionChanged;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionState;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What becomes of an action is known once and never changes, and it is true. None that is pending is forgotten. */
final class ActionsAreSettledOnce implements Invariant {

    @Override
    public void check(Transition t) {
        SortedMap<ActionId, Action> before = new TreeMap<>();
        t.before().actions().forEach(action -> before.put(action.id(), action));
        SortedMap<ActionId, Action> after = new TreeMap<>();
        t.after().actions().forEach(action -> after.put(action.id(), action));
        t.events(ActionChanged.class).forEach(event -> {
            Action action = event.action();
            Optional<Action> known = Optional.ofNullable(before.get(action.id()));
            known.ifPresent(earlier -> assertThat(earlier.isPending())
                    .as("%s pending before", action.id())
                    .isTrue());
            if (known.isEmpty()) {
                assertThat(action.id().isOf(t.step().position())).isTrue();
            }
            if (action.outcome().state() == ActionState.DONE) {
                requireTrue(action, t);
            }
        });
        before.values().stream()
                .filter(Action::isPending)
                .forEach(action -> assertThat(after).containsKey(action.id()));
        after.values().stream().filter(Action::isPending).forEach(action -> requireAlive(action, t));
    }

    /** Whatever is done shows, but for a message. */
    private static void requireTrue(Action action, Transition t) {
        if (action.kind().endsSession()) {
            assertThat(session(action, t).map(Session::state)).contains(SessionState.ENDED);
        } else if (action.kind() == ActionKind.REBOOT) {
            assertThat(t.events(HostChanged.class))
                    .anyMatch(event -> event.host().id().equals(action.host()));
        } else {
            // The report that tells of it may tell too that the user has left the session, which waits for the next
            // arrival then.
            assertThat(Stream.of(t.before(), t.after())
                            .flatMap(state ->
                                    Transition.session(state, action.session().orElseThrow()).stream()))
                    .as("the session of %s", action.id())
                    .anyMatch(session -> session.state() != SessionState.PENDING);
        }
    }

    private static void requireAlive(Action action, Transition t) {
        assertThat(Transition.host(t.after(), action.host())).isPresent();
        action.session()
                .ifPresent(id -> assertThat(t.after().sessions())
                        .anyMatch(session -> session.id().equals(id)));
    }

    private static Optional<Session> session(Action action, Transition t) {
        return Transition.session(t.after(), action.session().orElseThrow());
    }
}
