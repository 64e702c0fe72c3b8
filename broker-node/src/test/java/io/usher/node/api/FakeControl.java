package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.BrokerStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Broker b1 of a group in which everybody takes over at once, as long as nothing is said to be wrong. */
public final class FakeControl implements GroupControl, OtherBrokers {

    /** There is no other broker. */
    public static final PrimaryCalls.PassOn NOBODY = new PrimaryCalls.PassOn() {
        @Override
        public <Q extends Message, A extends Message> CompletionStage<A> pass(
                MethodDescriptor<Q, A> method, Q request, Deadline deadline) {
            return CompletableFuture.failedFuture(new ReplicationException(Meaning.NO_PRIMARY, "nobody leads"));
        }
    };

    boolean leads = true;
    /** Why nobody can take over. */
    Optional<String> obstacle = Optional.empty();

    /** Why a change of the group fails, one after the other; it is carried out before. */
    final Deque<RuntimeException> troubles = new ArrayDeque<>();
    /** Who does not answer. */
    final Set<BrokerId> silent = new HashSet<>();
    /** Who answers only the second question. */
    final Set<BrokerId> slow = ConcurrentHashMap.newKeySet();

    /** The highest feature level of brokers that support less than this release; 0 for those that say nothing. */
    final Map<BrokerId, Integer> supported = new HashMap<>();

    GroupMembers members = new GroupMembers(List.of(peer("b1"), peer("b2"), peer("b3")), List.of());

    private final LocalReplicatedBroker broker;
    long term = 7;

    public FakeControl(LocalReplicatedBroker broker) {
        this.broker = broker;
    }

    @Override
    public BrokerId self() {
        return new BrokerId("b1");
    }

    static Peer peer(String id) {
        return new Peer(new BrokerId(id), id + ":7401", id + ":7402");
    }

    @Override
    public GroupMembers members() {
        return members;
    }

    /** The newcomer tells the site about itself as soon as it follows. */
    @Override
    public CompletionStage<Void> add(Peer peer) {
        if (members.isVoter(peer.id())) {
            return CompletableFuture.completedFuture(null);
        }
        broker.apply(new RegisterBroker(peer.id(), peer.id() + ":7400", "", "1"));
        return changed(members.withVoter(peer));
    }

    @Override
    public CompletionStage<Void> addStandby(Peer peer) {
        broker.apply(new RegisterBroker(peer.id(), peer.id() + ":7400", "", "1").withStandby(true));
        return changed(members.withStandby(peer));
    }

    @Override
    public CompletionStage<Void> changeVotes(GroupMembers from, GroupMembers to) {
        assertThat(from).isEqualTo(members);
        return changed(to);
    }

    @Override
    public void checkSteady(BrokerId id) {
        if (silent.contains(id)) {
            throw new GroupChangeException("broker " + id + " has never answered");
        }
    }

    @Override
    public CompletionStage<Void> remove(BrokerId id) {
        return changed(members.without(id));
    }

    private CompletionStage<Void> changed(GroupMembers to) {
        members = to;
        return troubles.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(troubles.remove());
    }

    @Override
    public Map<BrokerId, Addresses> known() {
        return members.without(self()).all().stream()
                .collect(Collectors.toMap(
                        Peer::id, peer -> new Addresses("", peer.raftAddress(), members.isVoter(peer.id()))));
    }

    @Override
    public CompletionStage<BrokerStatus> ask(BrokerId id, Deadline deadline) {
        return silent.contains(id) || slow.remove(id)
                ? CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException())
                : CompletableFuture.completedFuture(BrokerStatus.newBuilder()
                        .setBroker(id.value())
                        .setVersion("0.2.0")
                        .setHighestFeatureLevel(supported.getOrDefault(
                                id, FeatureLevel.highest().value()))
                        .setRole(BrokerStatus.Role.ROLE_SECONDARY)
                        .setPrimary("b1")
                        .setCommitIndex(Long.MAX_VALUE)
                        .build());
    }

    @Override
    public boolean leading() {
        return leads;
    }

    @Override
    public void checkHandOver(BrokerId to) {
        obstacle.ifPresent(reason -> {
            throw new GroupChangeException(reason);
        });
    }

    @Override
    public CompletionStage<Void> handOver(BrokerId to) {
        broker.apply(new RecordLead(to, ++term));
        return CompletableFuture.completedFuture(null);
    }
}
