package io.usher.node.ticket;

import io.usher.core.model.Fence;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks tickets on a host, without asking a broker.
 *
 * <p>It remembers the tickets it took until they have expired, and the highest fence of each session for as long as an
 * older ticket of that session could still be good. Time never goes back here: what was forgotten as expired stays
 * expired, even if the host later learns that log time is not as late as it could have been. This memory is not kept
 * over a restart and need not be: a restarted host registers anew, and its new incarnation takes none of the earlier
 * tickets. Safe for use by several threads.
 */
public final class TicketVerifier {
    /** Longest life of a ticket, and so the longest time that anything is remembered twice over. */
    public static final Duration MAXIMUM_LIFETIME = Duration.ofSeconds(60);

    /** Tickets remembered at most. Further ones are refused until some have expired. */
    public static final int MAXIMUM_REMEMBERED = 100_000;

    private final Fingerprint host;
    private final int maximumRemembered;
    private final Map<Fence, LogTime> usedUntil = new HashMap<>();
    private final Map<SessionId, Fence> fenceOfSession = new HashMap<>();
    private final Map<SessionId, LogTime> fenceUntil = new HashMap<>();

    private Map<KeyId, PublicKey> keys = Map.of();
    private Optional<HostIncarnation> incarnation = Optional.empty();
    private LogTime now = LogTime.ZERO;

    /** Creates a verifier that takes nothing until it knows keys and its incarnation. */
    public TicketVerifier(HostId hostId) {
        this(hostId, MAXIMUM_REMEMBERED);
    }

    TicketVerifier(HostId hostId, int maximumRemembered) {
        this.host = Fingerprint.of(hostId.value());
        this.maximumRemembered = maximumRemembered;
    }

    /** Replaces the public keys of the site's brokers. */
    public synchronized void trust(Collection<PublicKey> brokerKeys) {
        Map<KeyId, PublicKey> byId = new HashMap<>();
        brokerKeys.forEach(key -> byId.put(KeyId.of(key), key));
        keys = Map.copyOf(byId);
    }

    /** Takes tickets for this registration only, from now on. */
    public synchronized void registered(HostIncarnation newIncarnation) {
        if (!incarnation.equals(Optional.of(newIncarnation))) {
            incarnation = Optional.of(newIncarnation);
            usedUntil.clear();
            fenceOfSession.clear();
            fenceUntil.clear();
        }
    }

    /**
     * Checks a ticket and, if it is good, uses it up.
     *
     * @param text what the client brought, of any origin
     * @param latestLogTime the latest log time that the site can have reached by now; one that is earlier than in
     *     another call counts as that one
     */
    public synchronized TicketVerdict redeem(String text, LogTime latestLogTime) {
        if (!(TicketCodec.decode(text) instanceof TicketDecoding.Decoded decoded)) {
            return refused(TicketRefusal.MALFORMED);
        }
        PublicKey key = keys.get(decoded.key());
        if (key == null) {
            return refused(TicketRefusal.UNKNOWN_KEY);
        }
        if (!signedBy(key, decoded)) {
            return refused(TicketRefusal.BAD_SIGNATURE);
        }
        Ticket ticket = decoded.ticket();
        advance(latestLogTime);
        forgetExpired();
        Optional<TicketRefusal> refusal = refusal(ticket);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        remember(ticket);
        return new TicketVerdict.Accepted(ticket);
    }

    /**
     * Says whether a ticket may have expired since it was redeemed.
     *
     * @param latestLogTime as in {@link #redeem}
     */
    public synchronized boolean isExpired(Ticket ticket, LogTime latestLogTime) {
        advance(latestLogTime);
        return isOver(ticket.expires());
    }

    /** A ticket that was forgotten at a later time must not be taken again at an earlier one. */
    private void advance(LogTime latestLogTime) {
        now = now.max(latestLogTime);
    }

    private Optional<TicketRefusal> refusal(Ticket ticket) {
        if (!ticket.host().equals(host)) {
            return Optional.of(TicketRefusal.OTHER_HOST);
        }
        if (!incarnation.equals(Optional.of(ticket.incarnation()))) {
            return Optional.of(TicketRefusal.OTHER_INCARNATION);
        }
        if (isOver(ticket.expires())) {
            return Optional.of(TicketRefusal.EXPIRED);
        }
        if (ticket.expires().isAfter(now.plus(MAXIMUM_LIFETIME))) {
            return Optional.of(TicketRefusal.LIFETIME);
        }
        if (usedUntil.containsKey(ticket.fence())) {
            return Optional.of(TicketRefusal.ALREADY_USED);
        }
        Fence highest = fenceOfSession.get(ticket.session());
        if (highest != null && ticket.fence().compareTo(highest) < 0) {
            return Optional.of(TicketRefusal.SUPERSEDED);
        }
        return usedUntil.size() >= maximumRemembered ? Optional.of(TicketRefusal.TOO_MANY) : Optional.empty();
    }

    private void remember(Ticket ticket) {
        usedUntil.put(ticket.fence(), ticket.expires());
        fenceOfSession.put(ticket.session(), ticket.fence());
        // An older ticket was issued before this one, so it ends within one lifetime of this one's end.
        fenceUntil.put(ticket.session(), ticket.expires().plus(MAXIMUM_LIFETIME));
    }

    private void forgetExpired() {
        usedUntil.values().removeIf(this::isOver);
        fenceUntil.entrySet().removeIf(entry -> {
            boolean over = isOver(entry.getValue());
            if (over) {
                fenceOfSession.remove(entry.getKey());
            }
            return over;
        });
    }

    /** Says whether something that was good until a time may be over by now. */
    private boolean isOver(LogTime until) {
        return !until.isAfter(now);
    }

    static boolean signedBy(PublicKey key, TicketDecoding.Decoded decoded) {
        try {
            Signature signature = Signature.getInstance(BrokerKey.ALGORITHM);
            signature.initVerify(key);
            signature.update(decoded.signedBytes());
            return signature.verify(decoded.signature());
        } catch (GeneralSecurityException e) {
            // The JDK reports points that are not on the curve in this way: such a signature is just bad.
            return false;
        }
    }

    private static TicketVerdict refused(TicketRefusal refusal) {
        return new TicketVerdict.Refused(refusal);
    }
}
