package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer.Redeemed;
import io.usher.core.command.ExpireLeases;
import io.usher.core.command.RedeemTicket;
import io.usher.core.event.SessionChange;
import io.usher.core.model.EndReason;
import io.usher.core.model.Host;
import io.usher.core.model.LogonFailures;
import java.time.Duration;
import java.util.Optional;

/**
 * Failed logons of a host are the leases that ended with nobody arrived, since the last arrival, the last start of its
 * agent, or five minutes without one.
 */
final class FailedLogonsAreCounted implements Invariant {

    @Override
    public void check(Transition t) {
        for (Host after : t.after().hosts()) {
            Optional<Host> before = Transition.host(t.before(), after.id());
            LogonFailures found = after.status().failures();
            boolean newLife = before.isEmpty() || !before.get().incarnation().equals(after.incarnation());
            if (newLife || hasArrival(t, after)) {
                assertThat(found.failedLogons()).isZero();
                continue;
            }
            LogonFailures old = before.get().status().failures();
            boolean stale = !old.latestFailure()
                    .plus(Duration.ofMinutes(5))
                    .isAfter(t.outcome().time());
            int failed = failed(t, after);
            if (failed > 0) {
                assertThat(found)
                        .isEqualTo(new LogonFailures(
                                (stale ? 0 : old.failedLogons()) + failed,
                                t.outcome().time()));
            } else if (!found.equals(old)) {
                assertThat(found).isEqualTo(LogonFailures.NONE);
                assertThat(stale && t.step().command() instanceof ExpireLeases).isTrue();
            }
        }
    }

    private static boolean hasArrival(Transition t, Host host) {
        return !t.isRepeated()
                && t.outcome().reply() instanceof Redeemed
                && t.step().command() instanceof RedeemTicket command
                && command.host().equals(host.id());
    }

    private static int failed(Transition t, Host host) {
        return (int) t.sessions(SessionChange.ENDED).stream()
                .filter(session -> session.host().equals(host.id()))
                .filter(session -> session.status().endReason().equals(Optional.of(EndReason.LEASE_EXPIRED)))
                .filter(session -> !session.grant().prelaunched())
                .filter(session -> !Transition.session(t.before(), session.id())
                        .orElseThrow()
                        .isLoggingOff())
                .count();
    }
}
