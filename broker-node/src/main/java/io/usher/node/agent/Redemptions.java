package io.usher.node.agent;

import io.usher.core.model.LogTime;
import io.usher.node.agent.lease.HostLease;
import io.usher.node.ticket.Ticket;
import io.usher.node.ticket.TicketRefusal;
import io.usher.node.ticket.TicketVerdict;
import io.usher.node.ticket.TicketVerifier;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users at the door. A ticket is checked here first, then told to a broker, whose word counts. When no broker answers
 * in time, the host's lease decides: while it is held, nobody else can have been given the session, so the user is let
 * in and the brokers are told as soon as one answers. Used by the loop alone.
 */
final class Redemptions {
    private static final Logger LOG = LoggerFactory.getLogger(Redemptions.class);
    private static final int MAXIMUM_PENDING = 1024;
    /** A broker could not say. The same message is told again. */
    private static final Set<String> UNDECIDED =
            Set.of("NO_PRIMARY", "NOT_READY", "OUTCOME_UNKNOWN", "OVERLOADED", "EXPIRED", "FAULT");
    /** Reasons to keep a user outside; for one who is in already they come too late. */
    private static final Set<String> ONLY_BEFORE_ENTRY = Set.of("TICKET_EXPIRED", "SESSION_ENDING", "HOST_DISABLED");

    private final TicketVerifier verifier;
    private final HostLease lease;
    private final Presence presence;
    private final RefusedSessions refusedSessions;
    private final Wiring wiring;
    private final Map<Long, Redemption> pending = new LinkedHashMap<>();

    /**
     * How redemptions reach the rest of the agent.
     *
     * @param later runs something on the loop after a while
     * @param limit how long a user waits for a broker's word
     * @param nextEpoch counts the agent's messages
     * @param send tells the broker, if there is one
     * @param changed is told when the inventory may have changed
     */
    record Wiring(
            BiConsumer<Runnable, Duration> later,
            Duration limit,
            LongSupplier nextEpoch,
            Consumer<ConnectRequest> send,
            Runnable changed) {}

    Redemptions(
            TicketVerifier verifier,
            HostLease lease,
            Presence presence,
            RefusedSessions refusedSessions,
            Wiring wiring) {
        this.verifier = verifier;
        this.lease = lease;
        this.presence = presence;
        this.refusedSessions = refusedSessions;
        this.wiring = wiring;
    }

    /** Says whether a broker's word on somebody is missing; an inventory would not be true meanwhile. */
    boolean isAnyPending() {
        return !pending.isEmpty();
    }

    /** Says whether somebody is in whom the brokers may not know of. */
    boolean isAnyUnreported() {
        return pending.values().stream().anyMatch(Redemption::isLetIn);
    }

    void admit(String token, CompletableFuture<Entry> entry) {
        Optional<LogTime> latest = lease.latestLogTime();
        if (latest.isEmpty()) {
            entry.complete(new Entry.Denied("outside_lease"));
            return;
        }
        if (pending.size() >= MAXIMUM_PENDING) {
            entry.complete(new Entry.Denied("overloaded"));
            return;
        }
        TicketVerdict verdict = verifier.redeem(token, latest.get());
        if (verdict instanceof TicketVerdict.Accepted accepted) {
            ask(accepted.ticket(), entry);
        } else if (verdict instanceof TicketVerdict.Refused refused) {
            entry.complete(new Entry.Denied(name(refused.refusal())));
        }
    }

    private void ask(Ticket ticket, CompletableFuture<Entry> entry) {
        if (refusedSessions.contains(ticket.session())) {
            entry.complete(new Entry.Denied("session_ending"));
            return;
        }
        Redemption redemption = Redemption.of(ticket, entry, wiring.nextEpoch().getAsLong());
        tell(redemption);
        wiring.later().accept(() -> decideAlone(redemption), wiring.limit());
    }

    /** Tells a new broker what no broker has answered yet, in the old order and before anything else. */
    void tellAgain() {
        pending.values().forEach(redemption -> wiring.send().accept(redemption.message()));
    }

    /**
     * Tells nobody's ticket any more: with a new registration the earlier tickets are dead. Who waits outside stays
     * there. Who was let in on the host's word alone is inside all the same, and the inventories have to tell.
     */
    void registeredAnew(Duration now) {
        for (Redemption redemption : pending.values()) {
            if (redemption.isLetIn()) {
                Ticket ticket = redemption.ticket();
                LOG.info("session={} is inside since an earlier registration, unreported", ticket.session());
                presence.arrivedUnnamed(ticket.session(), ticket.user(), now);
            }
            redemption.entry().complete(new Entry.Denied("other_incarnation"));
        }
        pending.clear();
    }

    void answered(ConnectResponse.RedeemResult result, Duration now) {
        Redemption redemption = pending.get(result.getEpoch());
        if (redemption == null) {
            return; // Answered before on another stream, or given up.
        }
        String reason = result.getRefusalReason();
        if (UNDECIDED.contains(reason)) {
            wiring.later()
                    .accept(() -> tellIfPending(redemption), wiring.limit().dividedBy(8));
            return;
        }
        pending.remove(result.getEpoch());
        if (reason.isEmpty()) {
            presence.arrived(redemption.ticket().session(), result.getUser(), now);
            grant(redemption, Optional.of(result.getUser()));
        } else if (redemption.isLetIn()) {
            refusedTooLate(redemption, reason);
        } else {
            redemption.entry().complete(new Entry.Denied(reason.toLowerCase(Locale.ROOT)));
        }
        wiring.changed().run();
    }

    private void refusedTooLate(Redemption redemption, String reason) {
        if (ONLY_BEFORE_ENTRY.contains(reason) && !redemption.isToldAsAdmitted()) {
            tell(redemption.asAdmitted(wiring.nextEpoch().getAsLong()));
        } else {
            LOG.warn(
                    "session={} was entered under the host's lease, and the brokers refuse it: {}",
                    redemption.ticket().session(),
                    reason);
        }
    }

    private void decideAlone(Redemption redemption) {
        if (!pending.containsKey(redemption.epoch()) || redemption.isLetIn()) {
            return;
        }
        Optional<LogTime> latest = lease.latestLogTime();
        if (latest.isEmpty()) {
            deny(redemption, "outside_lease");
        } else if (verifier.isExpired(redemption.ticket(), latest.get())) {
            // The brokers keep the seat for the time of a lease after the ticket's expiry: later is too late.
            deny(redemption, name(TicketRefusal.EXPIRED));
        } else {
            LOG.info(
                    "session={} entered under the host's lease: no broker answered",
                    redemption.ticket().session());
            redemption.letIn();
            grant(redemption, Optional.empty());
        }
    }

    private void deny(Redemption redemption, String reason) {
        pending.remove(redemption.epoch());
        redemption.entry().complete(new Entry.Denied(reason));
        wiring.changed().run();
    }

    private void tell(Redemption redemption) {
        pending.put(redemption.epoch(), redemption);
        wiring.send().accept(redemption.message());
    }

    private void tellIfPending(Redemption redemption) {
        if (pending.containsKey(redemption.epoch())) {
            wiring.send().accept(redemption.message());
        }
    }

    private static void grant(Redemption redemption, Optional<String> user) {
        redemption.entry().complete(new Entry.Granted(redemption.ticket().session(), user));
    }

    private static String name(TicketRefusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT);
    }
}
