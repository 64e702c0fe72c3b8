package io.usher.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.ExpireLeases;
import io.usher.node.replication.ReplicationException.Meaning;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseExpirerTest {

    /** A ticket lives 30 s; the host has until it would be lost to report an arrival. */
    private static final Duration LEASE = Duration.ofSeconds(30).plus(SiteFixture.SETTINGS.lostAfter());

    private static final Duration GRACE = SiteFixture.SETTINGS.lostAfter();
    private static final Duration TICK = Duration.ofSeconds(1);

    private final SiteFixture site = new SiteFixture();
    private final LeaseExpirer expirer = new LeaseExpirer(site.term, site.broker, site.clock());

    LeaseExpirerTest() {
        site.register("h1");
    }

    @Test
    void proposesNothingWhileNothingIsDue() {
        site.assign("alice");
        elapse(LEASE.minusMillis(1));

        expirer.tick();

        assertThat(site.term.proposed()).isEmpty();
    }

    @Test
    void endsAPendingSessionWhoseLeaseIsOver() {
        site.assign("alice");
        elapse(LEASE);

        expirer.tick();

        assertThat(site.term.proposed()).containsExactly(new ExpireLeases(LeaseExpirer.MOST_AT_ONCE));
        assertThat(liveSessions()).isZero();
    }

    @Test
    void givesHostsTimeToTellOfArrivalsWhenATermBegins() {
        site.assign("alice");
        site.elapse(LEASE.plusHours(1));
        LeaseExpirer ofNextTerm = new LeaseExpirer(site.term, site.broker, site.clock());

        for (Duration waited = Duration.ZERO; waited.compareTo(GRACE) < 0; waited = waited.plus(TICK)) {
            ofNextTerm.tick();
            site.elapse(TICK);
        }
        assertThat(site.term.proposed()).as("hosts may still tell").isEmpty();
        ofNextTerm.tick();

        assertThat(liveSessions()).isZero();
    }

    @Test
    void givesHostsTheSameTimeWhenThisBrokerStoodStill() {
        site.assign("alice");
        elapse(GRACE);
        site.elapse(LEASE.plusHours(1));

        expirer.tick();
        assertThat(site.term.proposed()).as("nobody was heard for an hour").isEmpty();
        elapse(GRACE);
        expirer.tick();

        assertThat(liveSessions()).isZero();
    }

    @Test
    void waitsUntilTheClockHasCaughtUpWithLogTime() {
        site.broker.elapse(Duration.ofHours(1));
        site.assign("alice");
        site.broker.elapse(Duration.ofHours(-1).plus(LEASE));

        expirer.tick();
        assertThat(site.term.proposed()).as("log time stands still").isEmpty();
        elapse(Duration.ofHours(1));
        expirer.tick();

        assertThat(site.term.proposed()).hasSize(1);
    }

    @Test
    void goesOnUntilNothingIsDue() {
        for (int host = 2; host <= 6; host++) {
            site.register("h" + host);
        }
        int sessions = LeaseExpirer.MOST_AT_ONCE + 5;
        for (int i = 0; i < sessions; i++) {
            site.assign("user" + i);
        }
        assertThat(liveSessions()).isEqualTo(sessions);
        elapse(LEASE);

        expirer.tick();

        assertThat(site.term.proposed()).hasSize(2);
        assertThat(liveSessions()).isZero();
    }

    @Test
    void triesAgainAtTheNextTickWhenItFailed() {
        site.assign("alice");
        elapse(LEASE);
        site.broker.fail(Meaning.NO_PRIMARY);
        expirer.tick();
        site.broker.heal();

        expirer.tick();

        assertThat(liveSessions()).isZero();
    }

    private int liveSessions() {
        return site.look(view -> view.sessions().size());
    }

    /** Lets time pass in which the broker looks as often as it should. */
    private void elapse(Duration time) {
        Duration left = time;
        for (; left.compareTo(TICK) > 0; left = left.minus(TICK)) {
            site.elapse(TICK);
            expirer.tick();
        }
        site.elapse(left);
    }
}
