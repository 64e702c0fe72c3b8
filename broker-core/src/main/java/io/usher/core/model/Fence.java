package io.usher.core.model;

/**
 * Position of the latest assignment of a session. Also the identity of the ticket that the assignment issued. A host
 * and the brokers refuse a lower fence than the highest they have seen for the session.
 *
 * @param position position of the assigning command
 */
public record Fence(LogPosition position) implements Comparable<Fence> {

    @Override
    public int compareTo(Fence other) {
        return position.compareTo(other.position);
    }

    @Override
    public String toString() {
        return position.toString();
    }
}
