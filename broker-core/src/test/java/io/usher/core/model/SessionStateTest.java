package io.usher.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionStateTest {

    private static final List<SessionState> STATES = List.of(
            SessionState.PENDING,
            SessionState.ACTIVE,
            SessionState.IDLE,
            SessionState.DISCONNECTED,
            SessionState.LOST,
            SessionState.ENDED);

    /** From the row to the column, both in the order above. */
    private static final List<String> TABLE = List.of(
            "++++++", // PENDING
            "++++++", // ACTIVE
            "++++++", // IDLE
            "++++++", // DISCONNECTED
            "-+++++", // LOST
            "-----+"); // ENDED

    @Test
    void movesAsTheTableSaysAndInNoOtherWay() {
        assertThat(STATES).containsExactly(SessionState.values());
        List<String> found = new ArrayList<>();
        for (SessionState from : STATES) {
            StringBuilder row = new StringBuilder();
            STATES.forEach(to -> row.append(from.mayBecome(to) ? '+' : '-'));
            found.add(row.toString());
        }
        assertThat(found).isEqualTo(TABLE);
    }

    @Test
    void beginsByAGrantOrByBeingFoundOnAHost() {
        assertThat(STATES)
                .filteredOn(SessionState::mayBegin)
                .containsExactly(
                        SessionState.PENDING, SessionState.ACTIVE, SessionState.IDLE, SessionState.DISCONNECTED);
    }
}
