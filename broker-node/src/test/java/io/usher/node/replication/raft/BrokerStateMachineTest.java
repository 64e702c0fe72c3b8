package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.Outcome;
import io.usher.core.command.Answer;
import io.usher.core.command.CreatePool;
import io.usher.core.command.FoundSite;
import io.usher.core.command.Refusal;
import io.usher.core.command.Reply;
import io.usher.core.model.BrokerId;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.StorageSettings;
import io.usher.node.replication.codec.CommandCodec;
import io.usher.node.replication.codec.FormatException;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.codec.Proposal;
import io.usher.node.replication.gate.Replica;
import io.usher.node.replication.storage.StorageDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter as Ratis calls it, without Ratis. */
class BrokerStateMachineTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

    @TempDir
    private Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final Replica replica = new Replica(listener);
    private final RatisConsensus consensus = new RatisConsensus();
    private final List<Long> resultKeys = new ArrayList<>();
    private Optional<StorageDirectory> storage = Optional.empty();
    private Optional<BrokerStateMachine> stateMachine = Optional.empty();

    @BeforeEach
    void create() throws IOException {
        BrokerId self = new BrokerId("b1");
        PeerGroup group = new PeerGroup(
                new SiteId("test"), self, List.of(new Peer(self, "127.0.0.1:1", "127.0.0.1:2")), Optional.empty());
        StorageDirectory opened = StorageDirectory.open(group, new StorageSettings(folder, true, 16L << 20));
        storage = Optional.of(opened);
        Snapshots snapshots = new Snapshots(group.site());
        LeadershipEvents leadership = new LeadershipEvents(
                listener,
                () -> {},
                OptionalLong::empty,
                number -> {
                    throw new IllegalStateException("nobody leads here");
                },
                Runnable::run);
        stateMachine = Optional.of(new BrokerStateMachine(
                replica,
                consensus,
                new BrokerStateMachine.Collaborators(
                        (key, outcomes) -> resultKeys.add(key),
                        leadership,
                        listener,
                        new LogClock(InstantSource.fixed(NOW), () -> 0)),
                new BrokerStateMachine.Durable(
                        snapshots,
                        new SnapshotTaker(SnapshotSettings.DEFAULTS, replica, snapshots, () -> {}, Runnable::run),
                        opened)));
    }

    @AfterEach
    void close() throws IOException {
        storage.orElseThrow().close();
    }

    private TransactionContext start(byte[] joined, long key) throws IOException {
        return stateMachine
                .orElseThrow()
                .startTransaction(RaftClientRequest.newBuilder()
                        .setClientId(ClientId.randomId())
                        .setServerId(RaftPeerId.valueOf("b1"))
                        .setGroupId(RaftGroupId.randomId())
                        .setCallId(key)
                        .setMessage(Message.valueOf(ByteString.copyFrom(joined)))
                        .setType(RaftClientRequest.writeRequestType())
                        .build());
    }

    /** As a secondary applies it: from the log alone. */
    private void apply(TransactionContext started, long index) {
        LogEntryProto entry = LogEntryProto.newBuilder()
                .setTerm(1)
                .setIndex(index)
                .setStateMachineLogEntry(started.getStateMachineLogEntry())
                .build();
        stateMachine
                .orElseThrow()
                .applyTransaction(TransactionContext.newBuilder()
                        .setServerRole(RaftPeerRole.FOLLOWER)
                        .setStateMachine(stateMachine.orElseThrow())
                        .setLogEntry(entry)
                        .build())
                .join();
    }

    private static byte[] entry() {
        return LogEntryCodec.join(List.of(
                CommandCodec.encode(new Proposal(
                        Optional.empty(), new FoundSite(new SiteId("test"), "Test", SiteSettings.DEFAULTS))),
                CommandCodec.encode(new Proposal(
                        Optional.empty(), new CreatePool(new PoolId("office"), "", PoolSettings.DEFAULTS))),
                CommandCodec.encode(new Proposal(
                        Optional.empty(), new CreatePool(new PoolId("office"), "", PoolSettings.DEFAULTS)))));
    }

    @Test
    void appliesEveryCommandOfAnEntryAtTheStampedTime() throws IOException {
        apply(start(entry(), 1), 5);
        List<Outcome> outcomes = listener.outcomes();
        assertThat(outcomes)
                .extracting(outcome -> outcome.position().toString())
                .containsExactly("5-0", "5-1", "5-2");
        assertThat(outcomes).allMatch(outcome -> outcome.time().epochMillis() == NOW.toEpochMilli());
        assertThat(outcomes)
                .<Class<? extends Reply>>extracting(outcome -> outcome.reply().getClass())
                .containsExactly(Answer.SiteAnswer.class, Answer.PoolAnswer.class, Refusal.class);
        assertThat(stateMachine.orElseThrow().getLastAppliedTermIndex().getIndex())
                .isEqualTo(5);
    }

    @Test
    void keepsQuietAboutEntriesOfOtherProcesses() throws IOException {
        apply(start(entry(), 1), 5);
        assertThat(resultKeys).isEmpty();
    }

    @Test
    void haltsAtAnEntryThatItCannotRead() throws IOException {
        TransactionContext started = start(new byte[] {10, 3, 1, 2, 3}, 1);
        assertThatThrownBy(() -> apply(started, 7)).isInstanceOf(FormatException.class);
        assertThat(listener.faults()).singleElement().asString().contains("log entry 7 of term 1");
        assertThat(replica.appliedIndex()).isEqualTo(-1);
    }

    @Test
    void countsEntriesThatAreNotOurs() {
        stateMachine.orElseThrow().notifyTermIndexUpdated(1, 0);
        assertThat(replica.appliedIndex()).isZero();
    }

    @Test
    void haltsWhenTheLogCannotBeWritten() {
        stateMachine
                .orElseThrow()
                .notifyLogFailed(new IOException("no space left"), LogEntryProto.getDefaultInstance());
        assertThat(listener.faults()).singleElement().asString().contains("cannot write the log");
    }
}
