package io.usher.node.config;

/**
 * A broker of the site as the others reach it.
 *
 * @param id its id
 * @param api where it serves clients and agents
 * @param raft where it speaks Raft
 * @param peer where it serves what brokers ask each other beside Raft
 */
public record PeerBroker(String id, Address api, Address raft, Address peer) {
    /** The highest port of an API that leaves room for the two that follow. */
    static final int HIGHEST_API_PORT = 65_533;

    /** A broker whose other ports follow the port of its API, as they usually do. */
    public static PeerBroker at(String id, Address api) {
        return new PeerBroker(
                id, api, new Address(api.host(), api.port() + 1), new Address(api.host(), api.port() + 2));
    }
}
