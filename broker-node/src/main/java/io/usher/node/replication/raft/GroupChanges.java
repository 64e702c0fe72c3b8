package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.GroupBusyException;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ReconfigurationInProgressException;
import org.apache.ratis.protocol.exceptions.ReconfigurationTimeoutException;
import org.apache.ratis.protocol.exceptions.SetConfigurationException;

/**
 * Changes of the group, one member at a time, on the primary. Ratis lets a new member catch up before the change takes
 * effect, and refuses a second change meanwhile. Each change is made under the condition that the group is as it was
 * when it was decided. Thread-safe.
 */
final class GroupChanges {

    private final Supplier<GroupMembers> members;
    private final Change change;
    private final Executor replies;

    /** Asks Ratis for it. */
    interface Change {
        CompletableFuture<RaftClientReply> start(GroupMembers from, GroupMembers to) throws IOException;
    }

    /**
     * Changes one group.
     *
     * @param replies where answers of Ratis are heard. It answers on the thread that carries changes out, and holds its
     *     lock: whoever asked for the next change there would wait for himself
     */
    GroupChanges(Supplier<GroupMembers> members, Change change, Executor replies) {
        this.members = members;
        this.change = change;
        this.replies = replies;
    }

    CompletionStage<Void> add(Peer peer) {
        GroupMembers from = members.get();
        return from.isVoter(peer.id())
                ? CompletableFuture.completedFuture(null)
                : start(from, from.withVoter(peer), "add broker " + peer.id());
    }

    CompletionStage<Void> addStandby(Peer peer) {
        GroupMembers from = members.get();
        return from.find(peer.id()).isPresent()
                ? CompletableFuture.completedFuture(null)
                : start(from, from.withStandby(peer), "add standby " + peer.id());
    }

    CompletionStage<Void> changeVotes(GroupMembers from, GroupMembers to) {
        return start(from, to, "change who votes");
    }

    CompletionStage<Void> remove(BrokerId id) {
        GroupMembers from = members.get();
        if (from.find(id).isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return start(from, from.without(id), "remove broker " + id);
    }

    private CompletionStage<Void> start(GroupMembers from, GroupMembers to, String what) {
        try {
            return change.start(from, to)
                    .handleAsync(
                            (reply, failure) -> {
                                Optional<Throwable> trouble =
                                        Optional.ofNullable(failure != null ? failure : reply.getException());
                                trouble.ifPresent(cause -> {
                                    throw told(what, cause);
                                });
                                return null;
                            },
                            replies);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(told(what, e));
        }
    }

    private static RuntimeException told(String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NotLeaderException
                || cause instanceof LeaderNotReadyException
                || cause instanceof LeaderSteppingDownException) {
            return new ReplicationException(
                    Meaning.NO_PRIMARY, "this broker lost the lead before it could " + what, cause);
        }
        if (cause instanceof ReconfigurationInProgressException || isOutdated(cause)) {
            return new GroupBusyException("could not " + what + ": another change of the group is under way", cause);
        }
        String why = cause instanceof ReconfigurationTimeoutException
                ? "it does not answer on its Raft address, or makes no progress"
                : String.valueOf(cause.getMessage());
        return new GroupChangeException("could not " + what + ": " + why, cause);
    }

    /** Somebody else changed the group between the decision and the change; Ratis has no class of its own for it. */
    private static boolean isOutdated(Throwable cause) {
        return cause instanceof SetConfigurationException
                && String.valueOf(cause.getMessage()).contains("is different than the request");
    }
}
