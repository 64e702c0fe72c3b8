package io.usher.node.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.Fence;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketVerifierTest {
    private static final LogTime NOW = new LogTime(1_767_323_045_000L);
    private static final HostIncarnation INCARNATION = incarnation(10);
    private static final BrokerKey KEY = BrokerKey.ephemeral();
    private static final TicketSigner SIGNER = new TicketSigner(KEY);

    private final TicketVerifier verifier = new TicketVerifier(new HostId("host-1"), 3);

    @BeforeEach
    void registerHost() {
        verifier.trust(List.of(KEY.publicKey()));
        verifier.registered(INCARNATION);
    }

    @Test
    void takesAGoodTicketOnce() {
        Ticket ticket = ticket(100, 100);
        String text = SIGNER.sign(ticket);

        assertThat(verifier.redeem(text, NOW)).isEqualTo(new TicketVerdict.Accepted(ticket));
        assertRefused(text, NOW.plus(Duration.ofSeconds(1)), TicketRefusal.ALREADY_USED);
    }

    @Test
    void theSameTicketGivesTheSameTextEveryTime() {
        assertThat(SIGNER.sign(ticket(100, 100))).isEqualTo(SIGNER.sign(ticket(100, 100)));
    }

    @Test
    void refusesAnOlderTicketOfTheSameSession() {
        String older = SIGNER.sign(ticket(100, 50));
        String newer = SIGNER.sign(ticket(101, 50));

        assertAccepted(newer, NOW);
        assertRefused(older, NOW, TicketRefusal.SUPERSEDED);
    }

    @Test
    void takesTicketsOfOneSessionInTheirOrder() {
        assertAccepted(SIGNER.sign(ticket(100, 50)), NOW);
        assertAccepted(SIGNER.sign(ticket(101, 50)), NOW);
    }

    @Test
    void remembersFencesOnlyWhileAnOlderTicketCouldBeGood() {
        assertAccepted(SIGNER.sign(ticketUntil(101, 50, NOW.plus(Duration.ofSeconds(60)))), NOW);

        LogTime last = NOW.plus(Duration.ofSeconds(119));
        assertRefused(
                SIGNER.sign(ticketUntil(100, 50, last.plus(Duration.ofSeconds(10)))), last, TicketRefusal.SUPERSEDED);
        LogTime over = NOW.plus(Duration.ofMinutes(2));
        assertAccepted(SIGNER.sign(ticketUntil(100, 50, over.plus(Duration.ofSeconds(10)))), over);
    }

    @Test
    void refusesFromTheVeryMomentOfExpiry() {
        String text = SIGNER.sign(ticketUntil(100, 100, NOW.plus(Duration.ofSeconds(30))));

        assertAccepted(text, NOW.plus(Duration.ofMillis(29_999)));
        assertRefused(text, NOW.plus(Duration.ofSeconds(30)), TicketRefusal.EXPIRED);
    }

    @Test
    void takesNoTicketAgainThatItForgotWhenTimeSeemedLater() {
        String used = SIGNER.sign(ticket(100, 100));
        assertAccepted(used, NOW);
        LogTime later = NOW.plus(Duration.ofSeconds(31));
        assertAccepted(SIGNER.sign(ticketUntil(101, 101, later.plus(Duration.ofSeconds(30)))), later);

        assertRefused(used, NOW.plus(Duration.ofSeconds(1)), TicketRefusal.EXPIRED);
    }

    @Test
    void saysWhetherATicketHasExpiredSinceItWasTaken() {
        Ticket ticket = ticket(100, 100);

        assertThat(verifier.isExpired(ticket, NOW.plus(Duration.ofMillis(29_999))))
                .isFalse();
        assertThat(verifier.isExpired(ticket, NOW.plus(Duration.ofSeconds(30)))).isTrue();
        assertThat(verifier.isExpired(ticket, NOW)).as("time does not go back").isTrue();
    }

    @Test
    void refusesATicketThatWouldLiveTooLong() {
        assertRefused(
                SIGNER.sign(ticketUntil(100, 100, NOW.plus(Duration.ofMillis(60_001)))), NOW, TicketRefusal.LIFETIME);
    }

    @Test
    void refusesTicketsOfOtherHostsAndEarlierRegistrations() {
        Ticket good = ticket(100, 100);
        Ticket otherHost = new Ticket(
                good.fence(),
                good.session(),
                good.expires(),
                good.incarnation(),
                Fingerprint.of("host-2"),
                good.user());

        assertRefused(SIGNER.sign(otherHost), NOW, TicketRefusal.OTHER_HOST);
        verifier.registered(incarnation(11));
        assertRefused(SIGNER.sign(good), NOW, TicketRefusal.OTHER_INCARNATION);
    }

    @Test
    void refusesAKeyThatNoBrokerHas() {
        TicketSigner stranger = new TicketSigner(BrokerKey.ephemeral());

        assertRefused(stranger.sign(ticket(100, 100)), NOW, TicketRefusal.UNKNOWN_KEY);
    }

    @Test
    void refusesEveryTicketWithOneCharacterChanged() {
        String text = SIGNER.sign(ticket(100, 100));
        for (int position = 0; position < text.length(); position++) {
            char other = text.charAt(position) == 'A' ? 'B' : 'A';
            String forged = text.substring(0, position) + other + text.substring(position + 1);

            assertThat(verifier.redeem(forged, NOW))
                    .as("character %d", position)
                    .isInstanceOf(TicketVerdict.Refused.class);
        }
        assertAccepted(text, NOW);
    }

    @Test
    void takesNothingBeforeItKnowsItsRegistration() {
        TicketVerifier fresh = new TicketVerifier(new HostId("host-1"));
        fresh.trust(List.of(KEY.publicKey()));

        assertThat(fresh.redeem(SIGNER.sign(ticket(100, 100)), NOW))
                .isEqualTo(new TicketVerdict.Refused(TicketRefusal.OTHER_INCARNATION));
    }

    @Test
    void refusesFurtherTicketsWhenItsMemoryIsFullUntilSomeExpire() {
        for (int id = 1; id <= 3; id++) {
            assertAccepted(SIGNER.sign(ticketUntil(id, id, NOW.plus(Duration.ofSeconds(5)))), NOW);
        }
        String fourth = SIGNER.sign(ticketUntil(4, 4, NOW.plus(Duration.ofSeconds(20))));

        assertRefused(fourth, NOW, TicketRefusal.TOO_MANY);
        assertAccepted(fourth, NOW.plus(Duration.ofSeconds(5)));
    }

    private static HostIncarnation incarnation(long index) {
        return new HostIncarnation(new LogPosition(index, 0));
    }

    private static Ticket ticket(long id, long session) {
        return ticketUntil(id, session, NOW.plus(Duration.ofSeconds(30)));
    }

    private static Ticket ticketUntil(long id, long session, LogTime expiry) {
        return new Ticket(
                new Fence(new LogPosition(id, 0)),
                new SessionId(new LogPosition(session, 0)),
                expiry,
                INCARNATION,
                Fingerprint.of("host-1"),
                Fingerprint.of("alice"));
    }

    private void assertAccepted(String text, LogTime now) {
        assertThat(verifier.redeem(text, now)).isInstanceOf(TicketVerdict.Accepted.class);
    }

    private void assertRefused(String text, LogTime now, TicketRefusal refusal) {
        assertThat(verifier.redeem(text, now)).isEqualTo(new TicketVerdict.Refused(refusal));
    }
}
