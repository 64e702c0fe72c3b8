package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status.Code;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.usher.core.model.BrokerId;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicaStatus;
import io.usher.node.replication.ReplicaStatus.DiskSpace;
import io.usher.node.replication.ReplicaStatus.PeerContact;
import io.usher.node.replication.ReplicaStatus.Role;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.node.replication.StateDigestAt;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.ClusterServiceGrpc.ClusterServiceBlockingStub;
import io.usher.proto.v1.GetBrokerStatusRequest;
import io.usher.proto.v1.GetClusterStatusRequest;
import io.usher.proto.v1.GetClusterStatusResponse;
import io.usher.proto.v1.GetStateDigestRequest;
import io.usher.proto.v1.GetStateDigestResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterGrpcTest {

    private final LocalReplicatedBroker broker =
            new LocalReplicatedBroker(new EventFeed(FeedLimits.DEFAULTS, Runnable::run));
    private final Calls calls = new Calls(broker, new Headers(new BrokerId("b2"), () -> 4), ApiSettings.DEFAULTS);
    private final Others others = new Others();
    private final Replica replica = new Replica();
    private final String name = InProcessServerBuilder.generateName();
    private final Server server = InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(new ClusterGrpc(
                    calls,
                    replica,
                    others,
                    new BrokerFacts("site", "h2:7400", "h2:7401", "1.0", Instant.now()),
                    Runnable::run))
            .build();
    private final ManagedChannel channel =
            InProcessChannelBuilder.forName(name).directExecutor().build();
    private final ClusterServiceBlockingStub cluster = ClusterServiceGrpc.newBlockingStub(channel);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void putsTheAnswersOfAllBrokersTogetherInOrderOfId() {
        others.answers("b1", BrokerStatus.Role.ROLE_PRIMARY, 4, "b1", 110);
        others.answers("b3", BrokerStatus.Role.ROLE_SECONDARY, 4, "b1", 90);

        GetClusterStatusResponse status = status();

        assertThat(status.getSiteId()).isEqualTo("site");
        assertThat(status.getBrokersList()).extracting(BrokerStatus::getBroker).containsExactly("b1", "b2", "b3");
        assertThat(status.getBrokersList()).extracting(BrokerStatus::getLag).containsExactly(0L, 10L, 20L);
        assertThat(status.getHasQuorum()).isTrue();
        assertThat(status.getBrokers(1).getApiAddress()).isEqualTo("h2:7400");
        assertThat(Durations.toMillis(status.getBrokers(1).getLastContact())).isEqualTo(40);
    }

    @Test
    void answersWithoutAQuorumAndSaysWhoDoesNotAnswer() {
        broker.fail(Meaning.NO_PRIMARY);

        GetClusterStatusResponse status = status();

        assertThat(status.getHasQuorum()).isFalse();
        assertThat(status.getBrokers(0).getError()).contains("nobody there");
        assertThat(status.getBrokers(0).getApiAddress()).isEqualTo("b1:7400");
        assertThat(status.getBrokers(0).getRole()).isEqualTo(BrokerStatus.Role.ROLE_UNSPECIFIED);
        assertThat(Durations.toMillis(status.getBrokers(0).getLastContact()))
                .as("as the asked broker last heard of it")
                .isEqualTo(40);
        assertThat(status.getBrokers(1).getRole()).isEqualTo(BrokerStatus.Role.ROLE_SECONDARY);
    }

    @Test
    void hasAQuorumWithOneBrokerDown() {
        others.answers("b1", BrokerStatus.Role.ROLE_PRIMARY, 4, "b1", 110);

        assertThat(status().getHasQuorum()).isTrue();
    }

    @Test
    void aStandbyIsNeverMissedInAQuorumWhetherItAnswersOrNot() {
        broker.fail(Meaning.NO_PRIMARY);
        others.answers("b1", BrokerStatus.Role.ROLE_PRIMARY, 4, "b1", 110);
        others.b3Votes = false;
        replica.primary = "b3";

        assertThat(status().getHasQuorum()).as("b1 alone of b1 and b2").isFalse();
        replica.primary = "b1";
        assertThat(status().getHasQuorum()).as("b1 and b2 of b1 and b2").isTrue();
    }

    @Test
    void hasNoQuorumWhenTheOthersFollowInAnotherTerm() {
        others.answers("b1", BrokerStatus.Role.ROLE_PRIMARY, 5, "b1", 110);

        assertThat(status().getHasQuorum()).isFalse();
    }

    @Test
    void hasNoQuorumWhenNobodySaysThatItLeads() {
        others.answers("b1", BrokerStatus.Role.ROLE_CANDIDATE, 4, "b1", 110);
        others.answers("b3", BrokerStatus.Role.ROLE_SECONDARY, 4, "b1", 110);

        assertThat(status().getHasQuorum()).isFalse();
    }

    @Test
    void tellsItsOwnStatusAlone() {
        BrokerStatus own = cluster.getBrokerStatus(GetBrokerStatusRequest.getDefaultInstance())
                .getStatus();

        assertThat(own.getBroker()).isEqualTo("b2");
        assertThat(own.getVersion()).isEqualTo("1.0");
        assertThat(own.getDiskFreeBytes()).isEqualTo(2_000);
        assertThat(own.getSnapshotIndex()).isEqualTo(50);
        assertThat(own.getWarningsList()).containsExactly("mind the disk");
        assertThat(others.asked).isEmpty();
    }

    @Test
    void digestsTheRevisionThatWasAskedFor() {
        GetStateDigestResponse digest = cluster.getStateDigest(
                GetStateDigestRequest.newBuilder().setMinRevision(77).build());

        assertThat(digest.getDigest()).isEqualTo("abc");
        assertThat(digest.getHeader().getRevision()).isEqualTo(77);
    }

    @Test
    void saysThatTheRevisionIsNotThereYet() {
        replica.behind = true;

        Errors error = Errors.of(() -> cluster.getStateDigest(
                GetStateDigestRequest.newBuilder().setMinRevision(77).build()));

        assertThat(error.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(error.reason()).isEqualTo("EXPIRED");
    }

    private GetClusterStatusResponse status() {
        return cluster.getClusterStatus(GetClusterStatusRequest.getDefaultInstance());
    }

    private static final class Replica implements LocalReplica {

        private boolean behind;
        private String primary = "b1";

        @Override
        public ReplicaStatus status() {
            PeerContact b1 = new PeerContact(
                    new Peer(new BrokerId("b1"), "b1:7401", "b1:7402"),
                    Optional.of(Duration.ofMillis(40)),
                    OptionalLong.empty());
            return new ReplicaStatus(
                    new BrokerId("b2"),
                    Role.SECONDARY,
                    4,
                    Optional.of(new BrokerId(primary)),
                    105,
                    100,
                    OptionalLong.of(50),
                    List.of(b1),
                    new DiskSpace(1_000, 2_000),
                    List.of("mind the disk"));
        }

        @Override
        public CompletionStage<StateDigestAt> digest(long minRevision, Deadline deadline) {
            return behind
                    ? CompletableFuture.failedFuture(new ReplicationException(Meaning.EXPIRED, "not there"))
                    : CompletableFuture.completedFuture(new StateDigestAt(minRevision, "abc"));
        }
    }

    private static final class Others implements OtherBrokers {

        private final Map<String, BrokerStatus> answers = new HashMap<>();
        private final Map<BrokerId, Deadline> asked = new HashMap<>();
        private boolean b3Votes = true;

        void answers(String broker, BrokerStatus.Role role, long term, String primary, long applied) {
            answers.put(
                    broker,
                    BrokerStatus.newBuilder()
                            .setBroker(broker)
                            .setRole(role)
                            .setTerm(term)
                            .setPrimary(primary)
                            .setCommitIndex(applied)
                            .setAppliedIndex(applied)
                            .build());
        }

        @Override
        public Map<BrokerId, Addresses> known() {
            return new TreeMap<>(Map.of(
                    new BrokerId("b1"), new Addresses("b1:7400", "b1:7401", true),
                    new BrokerId("b3"), new Addresses("b3:7400", "b3:7401", b3Votes)));
        }

        @Override
        public CompletionStage<BrokerStatus> ask(BrokerId broker, Deadline deadline) {
            asked.put(broker, deadline);
            BrokerStatus answer = answers.get(broker.value());
            return answer == null
                    ? CompletableFuture.failedFuture(new IOException("nobody there"))
                    : CompletableFuture.completedFuture(answer);
        }
    }
}
