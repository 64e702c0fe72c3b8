package io.usher.core.model;

/**
 * One life of a host's agent as the brokers know it: the position of its registration. Tickets of an earlier life are
 * dead.
 *
 * @param registered position of the registering command
 */
public record HostIncarnation(LogPosition registered) implements Comparable<HostIncarnation> {

    @Override
    public int compareTo(HostIncarnation other) {
        return registered.compareTo(other.registered);
    }

    @Override
    public String toString() {
        return registered.toString();
    }
}
