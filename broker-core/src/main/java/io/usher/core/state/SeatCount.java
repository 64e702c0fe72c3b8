package io.usher.core.state;

/**
 * Seats taken on a host.
 *
 * @param taken sessions that hold a seat: pending, active, disconnected or lost
 * @param pending those of them that nobody has arrived in yet
 * @param inFlight those of them that the host's latest load report does not cover: the pending ones, and the ones
 *     confirmed since that report
 */
public record SeatCount(int taken, int pending, int inFlight) {

    /** Of an empty host. */
    public static final SeatCount NONE = new SeatCount(0, 0, 0);
}
