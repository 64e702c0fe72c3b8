package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.SessionChange;
import io.usher.core.model.Host;
import io.usher.core.model.HostState;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;

/** New sessions only on hosts that are up and enabled; existing ones also while draining; nothing on a lost host. */
final class OnlyOpenHostsAreGranted implements Invariant {

    @Override
    public void check(Transition t) {
        for (Session session : t.sessions(SessionChange.GRANTED)) {
            Host host = Transition.host(t.before(), session.host()).orElseThrow();
            assertThat(host.status().state()).isEqualTo(HostState.UP);
            assertThat(host.settings().logonControl()).isEqualTo(LogonControl.ENABLED);
        }
        for (Session session : t.sessions(SessionChange.REGRANTED)) {
            Host host = Transition.host(t.before(), session.host()).orElseThrow();
            assertThat(host.status().state()).isEqualTo(HostState.UP);
            assertThat(host.settings().logonControl()).isNotEqualTo(LogonControl.DISABLED);
            assertThat(session.isLoggingOff()).isFalse();
            assertThat(session.state()).isNotIn(SessionState.LOST, SessionState.ENDED);
        }
    }
}
