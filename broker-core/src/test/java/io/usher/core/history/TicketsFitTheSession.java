package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.Grant;
import io.usher.core.model.Host;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.Session;
import io.usher.core.model.Site;
import io.usher.core.model.SiteSettings;
import java.time.Duration;

/** What the client is told is what the state holds: host, address, life of the agent, fence and expiry. */
final class TicketsFitTheSession implements Invariant {

    @Override
    public void check(Transition t) {
        t.granted().ifPresent(granted -> {
            Session session = Transition.session(t.after(), granted.session()).orElseThrow();
            Host host = Transition.host(t.after(), granted.host()).orElseThrow();
            Grant grant = session.grant();
            PoolSettings pool = Recount.pool(t.after(), host.pool()).settings();
            Duration lostAfter = t.after()
                    .site()
                    .map(Site::settings)
                    .orElse(SiteSettings.DEFAULTS)
                    .lostAfter();
            assertThat(session.host()).isEqualTo(host.id());
            assertThat(session.user()).isEqualTo(granted.user());
            assertThat(granted.endpoint()).isEqualTo(host.registration().endpoint());
            assertThat(granted.incarnation()).isEqualTo(host.incarnation()).isEqualTo(grant.incarnation());
            assertThat(granted.fence()).isEqualTo(grant.fence());
            assertThat(granted.expires()).isEqualTo(grant.expires());
            assertThat(grant.expires()).isEqualTo(t.outcome().time().plus(pool.ticketLifetime()));
            LogTime usual = grant.expires().plus(lostAfter);
            LogTime held = t.outcome().time().plus(pool.sessions().prelaunchHold());
            assertThat(grant.leaseEnds()).isEqualTo(grant.prelaunched() && held.isAfter(usual) ? held : usual);
            checkPrelaunch(t, session);
            assertThat(grant.redeemed()).isFalse();
            assertThat(grant.request()).isEqualTo(t.answeredRequest());
        });
    }

    /** Begun ahead, or begun ahead again; whoever asks in earnest takes it over. */
    private static void checkPrelaunch(Transition t, Session session) {
        boolean wasAhead = Transition.session(t.before(), session.id())
                .map(before -> before.grant().prelaunched())
                .orElse(true);
        assertThat(session.grant().prelaunched())
                .isEqualTo(t.asked().orElseThrow().prelaunch() && wasAhead);
    }
}
