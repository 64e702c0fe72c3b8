package io.usher.core.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What administrators set on a broker.
 *
 * @param description for people, at most 512 characters
 * @param disabled whether it turns clients and agents away, and cannot be made the primary
 * @param priority 0 to 1000; after an election the highest of those that have caught up leads
 * @param failbackAfter how long it has been steady, 1 s to 1 day, when it takes the lead from one of lower priority
 *     that was elected without it; empty for never
 * @param alternateAddresses where else clients reach its API, as through another network: host:port, at most
 *     {@link #MOST_ADDRESSES}
 * @param raisedLog what it logs for a time; empty for what its configuration says
 * @param standby whether it is to follow without a vote
 */
public record BrokerSettings(
        String description,
        boolean disabled,
        int priority,
        Optional<Duration> failbackAfter,
        List<String> alternateAddresses,
        @AddedLater(level = 2) Optional<RaisedLog> raisedLog,
        @AddedLater(level = 2) StandbySettings standby) {

    /** Of a broker of which nobody has said anything. */
    public static final BrokerSettings DEFAULTS = new BrokerSettings("", false, 0);

    /** The highest priority. */
    public static final int MOST_PRIORITY = 1_000;

    /** Networks of one machine. */
    public static final int MOST_ADDRESSES = 8;

    public BrokerSettings {
        Identifier.requireText("description", description, Pool.MAX_DESCRIPTION);
        if (priority < 0 || priority > MOST_PRIORITY) {
            throw new IllegalArgumentException("priority must be 0 to " + MOST_PRIORITY + ", found " + priority);
        }
        failbackAfter.ifPresent(
                after -> Range.require("failback-after", after, Duration.ofSeconds(1), Duration.ofDays(1)));
        alternateAddresses = List.copyOf(alternateAddresses);
        Range.require("number of alternate addresses", alternateAddresses.size(), 0, MOST_ADDRESSES);
        alternateAddresses.forEach(Registration::requireEndpoint);
    }

    /** Settings of a broker that votes, and logs as configured. */
    public BrokerSettings(
            String description,
            boolean disabled,
            int priority,
            Optional<Duration> failbackAfter,
            List<String> alternateAddresses) {
        this(
                description,
                disabled,
                priority,
                failbackAfter,
                alternateAddresses,
                Optional.empty(),
                StandbySettings.VOTES);
    }

    /** Settings of a broker that votes, has one address and takes nothing back. */
    public BrokerSettings(String description, boolean disabled, int priority) {
        this(description, disabled, priority, Optional.empty(), List.of());
    }

    /** The same with a log level that begins now, or that is not over. */
    public BrokerSettings at(LogTime now) {
        Optional<RaisedLog> begun = raisedLog.map(raised -> raised.begun(now)).filter(raised -> !raised.isOver(now));
        return new BrokerSettings(description, disabled, priority, failbackAfter, alternateAddresses, begun, standby);
    }

    /** The same settings of one that is to be a standby, or is not. */
    public BrokerSettings withStandby(boolean other) {
        return new BrokerSettings(
                description,
                disabled,
                priority,
                failbackAfter,
                alternateAddresses,
                raisedLog,
                standby.withStandby(other));
    }

    /** Whether it serves clients. */
    public boolean enabled() {
        return !disabled;
    }

    /** Whether it is to follow without a vote. */
    public boolean isStandby() {
        return standby.standby();
    }

    /** Whether it may be made the primary. */
    public boolean mayLead() {
        return enabled() && !isStandby();
    }
}
