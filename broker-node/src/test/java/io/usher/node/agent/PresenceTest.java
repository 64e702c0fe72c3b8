package io.usher.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.LogPosition;
import io.usher.core.model.ObservedState;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import io.usher.node.agent.session.ObservedSession;
import io.usher.proto.v1.ConnectRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final SessionId SESSION = new SessionId(new LogPosition(9, 0));
    private static final Duration NOW = Duration.ofMinutes(5);

    private final Presence presence = new Presence(Duration.ofMinutes(1));

    @Test
    void namesADesktopThatIsUpBeforeItsClientIsAttached() {
        presence.arrived(SESSION, "alice", NOW);

        presence.observe(List.of(desktop(ObservedState.DISCONNECTED)), NOW);
        assertThat(presence.entries()).containsExactly(entry(ConnectRequest.InventoryEntry.State.STATE_ARRIVING));

        presence.observe(List.of(desktop(ObservedState.ACTIVE)), NOW);
        assertThat(presence.entries()).containsExactly(entry(ConnectRequest.InventoryEntry.State.STATE_ACTIVE));

        presence.observe(List.of(desktop(ObservedState.DISCONNECTED)), NOW);
        assertThat(presence.entries()).containsExactly(entry(ConnectRequest.InventoryEntry.State.STATE_DISCONNECTED));
    }

    @Test
    void forgetsAnArrivalThatLedToNothing() {
        presence.arrived(SESSION, "alice", NOW);

        presence.observe(List.of(), NOW.plusSeconds(60));
        assertThat(presence.entries()).hasSize(1);
        presence.observe(List.of(), NOW.plusSeconds(61));
        assertThat(presence.entries()).isEmpty();
    }

    private static ObservedSession desktop(ObservedState state) {
        return new ObservedSession("xrdp-10-1", new UserName("alice"), state, Optional.empty(), Instant.EPOCH);
    }

    private static ConnectRequest.InventoryEntry entry(ConnectRequest.InventoryEntry.State state) {
        return ConnectRequest.InventoryEntry.newBuilder()
                .setKey("xrdp-10-1")
                .setSession("sessions/s-9-0")
                .setUser("alice")
                .setState(state)
                .build();
    }
}
