package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.ReplicaStatus.PeerContact;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ratis.protocol.RaftClientReply;

/** Gives the lead of this broker to another one that can take it. Thread-safe. */
final class HandOver {

    /** What a secondary under full load may lag behind; it makes up for it before it stands for election. */
    private static final long MOST_ENTRIES_BEHIND = 2_000;

    private final BrokerId self;
    private final Contacts contacts;
    private final Transfer transfer;
    private final Duration patience;

    /** When the others were last heard of, and how far they are. */
    interface Contacts {
        List<PeerContact> read() throws IOException;
    }

    /** Asks Ratis for it. */
    interface Transfer {
        CompletableFuture<RaftClientReply> start(BrokerId to, Duration limit) throws IOException;
    }

    /**
     * @param patience how long commands may have to wait before it is given up; a lively secondary answers within it
     */
    HandOver(BrokerId self, Contacts contacts, Transfer transfer, Duration patience) {
        this.self = self;
        this.contacts = contacts;
        this.transfer = transfer;
        this.patience = patience;
    }

    /** @param committed index of the last entry that is committed */
    void check(BrokerId to, long committed) {
        if (self.equals(to)) {
            return;
        }
        PeerContact contact = read().stream()
                .filter(peer -> peer.peer().id().equals(to))
                .findFirst()
                .orElseThrow(() -> new GroupChangeException("broker " + to + " is not a member of the group"));
        Duration silence = contact.lastContact()
                .orElseThrow(() -> new GroupChangeException("broker " + to + " has never answered"));
        if (silence.compareTo(patience) > 0) {
            throw new GroupChangeException("broker " + to + " has not answered for " + silence.toMillis() + " ms");
        }
        long behind = committed - contact.committed().orElse(0);
        if (behind > MOST_ENTRIES_BEHIND) {
            throw new GroupChangeException("broker " + to + " is " + behind + " entries behind; wait until it is not");
        }
    }

    /** Whoever answers, is no standby and has the most of the log; of equals the first by id. */
    Optional<BrokerId> successor(List<PeerContact> others, GroupMembers members) {
        return others.stream()
                .filter(contact -> !members.isStandby(contact.peer().id()))
                .filter(contact -> contact.lastContact().isPresent()
                        && contact.lastContact().get().compareTo(patience) <= 0)
                .max(Comparator.comparingLong(
                                (PeerContact contact) -> contact.committed().orElse(0))
                        .thenComparing(contact -> contact.peer().id(), Comparator.reverseOrder()))
                .map(contact -> contact.peer().id());
    }

    CompletionStage<Void> start(BrokerId to) {
        try {
            return transfer.start(to, patience).handle((reply, failure) -> {
                if (failure != null) {
                    throw new GroupChangeException("broker " + to + " did not take over", failure);
                }
                if (!reply.isSuccess()) {
                    throw new GroupChangeException(
                            "broker " + to + " did not take over: "
                                    + reply.getException().getMessage(),
                            reply.getException());
                }
                return null;
            });
        } catch (IOException e) {
            return CompletableFuture.failedFuture(
                    new GroupChangeException("the lead could not be handed over: " + e.getMessage(), e));
        }
    }

    private List<PeerContact> read() {
        try {
            return contacts.read();
        } catch (IOException e) {
            throw new GroupChangeException("this broker cannot tell how the others stand: " + e.getMessage(), e);
        }
    }
}
