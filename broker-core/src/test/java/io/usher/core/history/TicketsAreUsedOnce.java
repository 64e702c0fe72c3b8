package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer.Redeemed;
import io.usher.core.command.RedeemTicket;
import io.usher.core.model.Fence;
import io.usher.core.model.Host;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import java.util.Set;
import java.util.TreeSet;

/**
 * A ticket lets a user in once, on the host and in the life that it was issued for, and outside only until it expires.
 */
final class TicketsAreUsedOnce implements Invariant {

    private final Set<Fence> used = new TreeSet<>();

    @Override
    public void check(Transition t) {
        if (t.isRepeated()
                || !(t.outcome().reply() instanceof Redeemed redeemed)
                || !(t.step().command() instanceof RedeemTicket command)) {
            return;
        }
        Session before = Transition.session(t.before(), redeemed.session()).orElseThrow();
        Session after = Transition.session(t.after(), redeemed.session()).orElseThrow();
        Host host = Transition.host(t.before(), command.host()).orElseThrow();
        assertThat(used.add(command.fence()))
                .as("first use of %s", command.fence())
                .isTrue();
        assertThat(before.grant().fence()).isEqualTo(command.fence());
        assertThat(before.host()).isEqualTo(command.host());
        assertThat(before.grant().incarnation()).isEqualTo(host.incarnation()).isEqualTo(command.incarnation());
        assertThat(host.isUp()).isTrue();
        assertThat(after.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(after.grant().redeemed()).isTrue();
        if (!command.admitted()) {
            assertThat(t.outcome().time()).isLessThanOrEqualTo(before.grant().expires());
            assertThat(before.isLoggingOff()).isFalse();
            assertThat(host.settings().logonControl()).isNotEqualTo(LogonControl.DISABLED);
        }
    }
}
