package io.usher.core.model;

import java.time.Duration;

/**
 * How long somebody waits, in log time.
 *
 * @param since when the place was taken
 * @param deadline when the client no longer wants to wait
 * @param leaseEnds when the client is taken for gone, unless a broker that it is connected to says otherwise before
 */
public record QueueTimes(LogTime since, LogTime deadline, LogTime leaseEnds) {

    /** How long a place is kept for a client that no broker hears of: three times as long as a short outage. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    /** Of somebody who begins to wait. */
    public static QueueTimes from(LogTime now, Duration wait) {
        return new QueueTimes(now, now.plus(wait), now.plus(LEASE));
    }

    /** When the place is given up, whatever comes first. */
    public LogTime ends() {
        return deadline.isAfter(leaseEnds) ? leaseEnds : deadline;
    }
}
