package io.usher.node.cli;

import io.usher.core.Rerun;
import io.usher.core.model.BrokerId;
import io.usher.node.api.LocalReplica;
import io.usher.node.api.OtherBrokers;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicaStatus;
import io.usher.node.replication.ReplicaStatus.DiskSpace;
import io.usher.node.replication.ReplicaStatus.PeerContact;
import io.usher.node.replication.StateDigestAt;
import io.usher.proto.v1.BrokerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The group of the sample site: b1 leads, b2 follows, and b3 is a little behind. */
final class SampleGroup implements LocalReplica, OtherBrokers {

    private final LocalReplicatedBroker broker;
    private final String address;

    SampleGroup(LocalReplicatedBroker broker, String address) {
        this.broker = broker;
        this.address = address;
    }

    private static Peer peer(String id) {
        return new Peer(new BrokerId(id), id + ".example:7401", id + ".example:7402");
    }

    @Override
    public ReplicaStatus status() {
        return new ReplicaStatus(
                new BrokerId("b1"),
                ReplicaStatus.Role.PRIMARY,
                7,
                Optional.of(new BrokerId("b1")),
                90,
                90,
                OptionalLong.of(50),
                List.of(
                        new PeerContact(peer("b2"), Optional.of(Duration.ofMillis(40)), OptionalLong.of(90)),
                        new PeerContact(peer("b3"), Optional.of(Duration.ofMillis(310)), OptionalLong.of(88))),
                new DiskSpace(3 << 20, 40L << 30),
                List.of());
    }

    @Override
    public CompletionStage<StateDigestAt> digest(long minRevision, Deadline deadline) {
        return broker.read(Freshness.STALE, deadline, view -> Rerun.digestOf(view.image()))
                .thenApply(found -> new StateDigestAt(found.applied().index(), found.value()));
    }

    /** All serve clients at one address, where this one answers for them. */
    @Override
    public SortedMap<BrokerId, Addresses> known() {
        SortedMap<BrokerId, Addresses> known = new TreeMap<>();
        for (String id : List.of("b2", "b3")) {
            known.put(new BrokerId(id), new Addresses(address, id + ".example:7401", true));
        }
        return known;
    }

    @Override
    public CompletionStage<BrokerStatus> ask(BrokerId id, Deadline deadline) {
        boolean isBehind = id.value().equals("b3");
        return CompletableFuture.completedFuture(BrokerStatus.newBuilder()
                .setBroker(id.value())
                .setApiAddress(address)
                .setPeerAddress(id + ".example:7401")
                .setRole(BrokerStatus.Role.ROLE_SECONDARY)
                .setTerm(7)
                .setPrimary("b1")
                .setCommitIndex(isBehind ? 88 : 90)
                .setAppliedIndex(isBehind ? 88 : 90)
                .setVersion("0.2.0")
                .setHighestFeatureLevel(2)
                .build());
    }
}
