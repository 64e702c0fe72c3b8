package io.usher.node.replication;

import io.usher.core.model.BrokerId;
import io.usher.core.model.Registration;

/**
 * A broker as the other brokers of the site reach it.
 *
 * @param raftAddress where it speaks Raft, host:port
 * @param peerAddress where it serves what brokers ask each other beside Raft, host:port
 */
public record Peer(BrokerId id, String raftAddress, String peerAddress) {

    public Peer {
        Registration.requireEndpoint(raftAddress);
        Registration.requireEndpoint(peerAddress);
        if (raftAddress.equals(peerAddress)) {
            throw new IllegalArgumentException(
                    "raft address and peer address of broker " + id + " must differ, found " + raftAddress);
        }
    }
}
