package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.SessionChange;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.state.StateImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sessions come to be by a grant or by adoption, move as the table of the design says, and never vanish alive. */
final class SessionsMoveLegally implements Invariant {

    private static final Map<SessionState, List<SessionState>> MOVES = Map.of(
            SessionState.PENDING, allBut(SessionState.PENDING),
            SessionState.ACTIVE, allBut(SessionState.ACTIVE),
            SessionState.IDLE, allBut(SessionState.IDLE),
            SessionState.DISCONNECTED, allBut(SessionState.DISCONNECTED),
            SessionState.LOST, allBut(SessionState.LOST, SessionState.PENDING),
            SessionState.ENDED, List.of());

    private static List<SessionState> allBut(SessionState... without) {
        return Arrays.stream(SessionState.values())
                .filter(state -> !List.of(without).contains(state))
                .toList();
    }

    @Override
    public void check(Transition t) {
        SortedMap<SessionId, Session> before = all(t.before());
        SortedMap<SessionId, Session> after = all(t.after());
        t.changes().forEach(changed -> {
            Optional<Session> known =
                    Optional.ofNullable(before.get(changed.session().id()));
            boolean begins = changed.change() == SessionChange.GRANTED || changed.change() == SessionChange.ADOPTED;
            assertThat(known.isEmpty())
                    .as("%s of a new session", changed.change())
                    .isEqualTo(begins);
            known.ifPresent(session -> requireLegal(session, changed.session()));
        });
        t.before()
                .sessions()
                .forEach(session ->
                        assertThat(after).as("sessions that were alive").containsKey(session.id()));
        t.after().ended().forEach(session -> assertThat(session.state()).isEqualTo(SessionState.ENDED));
        t.after().sessions().forEach(session -> assertThat(session.state()).isNotEqualTo(SessionState.ENDED));
    }

    private static void requireLegal(Session before, Session after) {
        if (before.state() != after.state()) {
            assertThat(MOVES.get(before.state())).as("moves of %s", before.id()).contains(after.state());
        }
        assertThat(after.user()).isEqualTo(before.user());
        assertThat(after.seat()).isEqualTo(before.seat());
        if (before.state() != SessionState.PENDING && after.state() == SessionState.PENDING) {
            // It ended on its host, and somebody may still arrive with a later ticket.
            assertThat(after.grant().redeemed()).isFalse();
            assertThat(after.status().confirmed()).isEmpty();
            assertThat(after.status().hostKey()).isEmpty();
        } else if (before.status().confirmed().isPresent()) {
            assertThat(after.status().confirmed()).isEqualTo(before.status().confirmed());
        }
    }

    private static SortedMap<SessionId, Session> all(StateImage image) {
        SortedMap<SessionId, Session> all = new TreeMap<>();
        image.sessions().forEach(session -> all.put(session.id(), session));
        image.ended().forEach(session -> all.put(session.id(), session));
        return all;
    }
}
