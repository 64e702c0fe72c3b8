package io.usher.node.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.ObservedState;
import io.usher.core.model.UserName;
import io.usher.node.agent.load.SimulatedLoadSource;
import org.junit.jupiter.api.Test;

class SimulatedSessionSourceTest {
    private final SimulatedSessionSource source = new SimulatedSessionSource();

    @Test
    void returnsAUserToTheSameSession() {
        String key = source.arrive(new UserName("alice"));
        source.disconnect(key);
        assertThat(source.observe()).extracting(ObservedSession::state).containsExactly(ObservedState.DISCONNECTED);

        assertThat(source.arrive(new UserName("alice"))).isEqualTo(key);
        assertThat(source.observe()).extracting(ObservedSession::state).containsExactly(ObservedState.ACTIVE);
        assertThat(source.arrive(new UserName("bob"))).isNotEqualTo(key);
    }

    @Test
    void neverUsesAKeyAgain() {
        String key = source.arrive(new UserName("alice"));
        source.end(key);

        assertThat(source.observe()).isEmpty();
        assertThat(source.arrive(new UserName("alice"))).isNotEqualTo(key);
    }

    @Test
    void loadFollowsTheSessionsAndIsRepeatable() {
        SimulatedLoadSource one = new SimulatedLoadSource(source::active, 7);
        SimulatedLoadSource other = new SimulatedLoadSource(source::active, 7);
        int before = one.sample().cpuPermille();
        assertThat(other.sample().cpuPermille()).isEqualTo(before);

        for (int user = 0; user < 10; user++) {
            source.arrive(new UserName("user" + user));
        }

        assertThat(one.sample().cpuPermille()).isBetween(200, 220);
        assertThat(other.sample().memoryUsedBytes()).isEqualTo((2L << 30) + 10 * (300L << 20));
    }
}
