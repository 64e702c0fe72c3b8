package io.usher.node.agent.lease;

import io.usher.core.model.LogTime;
import io.usher.core.model.SiteSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * The right of a host to let users in. It lasts for the length of the lease from the moment at which a ping was
 * <em>sent</em> that a broker then answered: the broker waits at least that long, from the moment it heard the ping,
 * before it gives the host's sessions to others. Outside its lease a host refuses every ticket.
 *
 * <p>The same answer bounds log time: by now it can have moved on by no more than the time since the ping was sent.
 * Safe for use by several threads.
 */
public final class HostLease {
    /** The clock moves in steps of this size, so every reading may be this much too early. */
    public static final Duration CLOCK_STEP = Duration.ofMillis(10);

    /** How long an agent that has just started may be in the lease of its former life: it cannot know, so the usual. */
    public static final Duration FORMER_LEASE = SiteSettings.DEFAULTS.hostLease();

    private final BootClock clock;
    private Optional<Answer> latest = Optional.empty();
    private Duration renewableFrom = Duration.ZERO;
    private Duration runsOutAt;

    private record Answer(Duration sentAt, LogTime logTime, Duration length) {}

    /** Creates a lease that is not held. */
    public HostLease(BootClock clock) {
        this.clock = clock;
        this.runsOutAt = clock.sinceBoot().plus(FORMER_LEASE);
    }

    /** Returns the moment to remember when a ping is about to be sent. */
    public Duration sendingNow() {
        return clock.sinceBoot();
    }

    /**
     * Takes the answer to a ping. An answer to an earlier ping than the latest, or than the last end of the lease,
     * changes nothing.
     *
     * @param sentAt when the ping was sent
     * @param logTime log time of the answer
     * @param length how long users may be let in from then on
     */
    public synchronized void renew(Duration sentAt, LogTime logTime, Duration length) {
        if (sentAt.compareTo(renewableFrom) >= 0) {
            renewableFrom = sentAt;
            runsOutAt = sentAt.plus(length).minus(CLOCK_STEP);
            latest = Optional.of(new Answer(sentAt, logTime, length));
        }
    }

    /** Gives the lease up. Only a ping that is sent from now on brings it back. */
    public synchronized void end() {
        latest = Optional.empty();
        renewableFrom = clock.sinceBoot();
    }

    /** Says whether users may be let in now. */
    public synchronized boolean isHeld() {
        return latest.filter(this::isCurrent).isPresent();
    }

    /**
     * Says whether the time of the latest lease is over. A lease that was given up has run out only when it would have
     * anyway: until then, the brokers give the host's sessions to nobody.
     */
    public synchronized boolean hasRunOut() {
        return clock.sinceBoot().compareTo(runsOutAt) >= 0;
    }

    /** Returns the latest log time that the site can have reached by now, if the lease is held. */
    public synchronized Optional<LogTime> latestLogTime() {
        return latest.filter(this::isCurrent).map(answer -> answer.logTime().plus(age(answer)));
    }

    private boolean isCurrent(Answer answer) {
        return age(answer).compareTo(answer.length()) < 0;
    }

    private Duration age(Answer answer) {
        return clock.sinceBoot().minus(answer.sentAt()).plus(CLOCK_STEP);
    }
}
