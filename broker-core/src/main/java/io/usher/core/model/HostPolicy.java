package io.usher.core.model;

import java.util.OptionalInt;

/**
 * Settings of hosts that are inherited: a host's own go before its pool's, and those before the site's. Empty where
 * nothing is said.
 *
 * @param weight share of load relative to other hosts, 1 to 10000
 * @param maxSessions seats of a host, 1 to 100000
 * @param pendingLogonLimit most PENDING sessions on a host at a time, 0 for no limit, at most 100000
 * @param timeouts when sessions that nobody works in are logged off
 */
public record HostPolicy(
        OptionalInt weight, OptionalInt maxSessions, OptionalInt pendingLogonLimit, SessionTimeouts timeouts) {

    /** Largest weight. */
    public static final int MAX_WEIGHT = 10_000;
    /** Most seats that a host may have. */
    public static final int MAX_SEATS = 100_000;
    /** Says nothing. */
    public static final HostPolicy INHERITED =
            new HostPolicy(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    public HostPolicy {
        if (weight.isPresent()) {
            Range.require("weight", weight.getAsInt(), 1, MAX_WEIGHT);
        }
        if (maxSessions.isPresent()) {
            Range.require("max sessions", maxSessions.getAsInt(), 1, MAX_SEATS);
        }
        if (pendingLogonLimit.isPresent()) {
            Range.require("pending logon limit", pendingLogonLimit.getAsInt(), 0, MAX_SEATS);
        }
    }

    /** A policy that says nothing of sessions that nobody works in. */
    public HostPolicy(OptionalInt weight, OptionalInt maxSessions, OptionalInt pendingLogonLimit) {
        this(weight, maxSessions, pendingLogonLimit, SessionTimeouts.INHERITED);
    }

    public HostPolicy withWeight(int newWeight) {
        return new HostPolicy(OptionalInt.of(newWeight), maxSessions, pendingLogonLimit, timeouts);
    }

    public HostPolicy withMaxSessions(int seats) {
        return new HostPolicy(weight, OptionalInt.of(seats), pendingLogonLimit, timeouts);
    }

    public HostPolicy withPendingLogonLimit(int limit) {
        return new HostPolicy(weight, maxSessions, OptionalInt.of(limit), timeouts);
    }

    public HostPolicy with(SessionTimeouts newTimeouts) {
        return new HostPolicy(weight, maxSessions, pendingLogonLimit, newTimeouts);
    }
}
