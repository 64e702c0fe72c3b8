package io.usher.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.usher.core.command.Answer;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.BrokerId;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.SiteId;
import io.usher.node.primary.HostPing;
import io.usher.node.primary.HostPings;
import io.usher.node.primary.PingAnswer;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ForwardedCommand;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.PrimaryEndpoint;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Client and server of the peer service over a real connection. */
class PeerServiceTest {

    private static final Deadline SOON = Deadline.after(Duration.ofSeconds(30));
    private static final BrokerId SELF = new BrokerId("b1");

    private final FakePrimary primary = new FakePrimary();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Peer peer = new Peer(SELF, "127.0.0.1:1", "127.0.0.1:2");
    private Optional<PeerChannels> channels = Optional.empty();

    private static final class FakePrimary implements PrimaryEndpoint, HostPings {
        private final List<ForwardedCommand> received = new ArrayList<>();
        private boolean leading = true;

        @Override
        public boolean leading() {
            return leading;
        }

        @Override
        public CompletionStage<List<AttemptResult>> submit(List<ForwardedCommand> commands) {
            received.addAll(commands);
            List<AttemptResult> results = new ArrayList<>();
            results.add(new AttemptResult.Done(
                    new Committed(new LogPosition(7, 3), new LogTime(99), new Answer.LeasesExpired(2, 1, 1))));
            Arrays.stream(AttemptFailure.values())
                    .map(AttemptResult.Failed::new)
                    .forEach(results::add);
            return CompletableFuture.completedFuture(results);
        }

        @Override
        public CompletionStage<Long> readIndex(Deadline deadline) {
            return leading
                    ? CompletableFuture.completedFuture(812L)
                    : CompletableFuture.failedFuture(new ReplicationException(Meaning.NO_PRIMARY, "follows"));
        }

        @Override
        public CompletionStage<PingAnswer> ping(HostPing ping, Deadline deadline) {
            return CompletableFuture.completedFuture(
                    ping.host().value().equals("known")
                            ? new PingAnswer.Renewed(new LogTime(5), Duration.ofMillis(8001))
                            : new PingAnswer.RegisterAgain(RefusalReason.HOST_NOT_FOUND));
        }
    }

    @BeforeEach
    void listen() throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        peer = new Peer(SELF, "127.0.0.1:1", "127.0.0.1:" + port);
        PeerGroup group = new PeerGroup(new SiteId("test"), SELF, List.of(peer), Optional.empty());
        open.add(PeerServer.start(group, primary, primary));
        PeerChannels opened = new PeerChannels(new SiteId("test"), Optional.empty());
        open.add(opened);
        channels = Optional.of(opened);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private GrpcPrimaryLink link() {
        return new GrpcPrimaryLink(channels.orElseThrow());
    }

    private static HostPing ping(String host) {
        return new HostPing(new HostId(host), new HostIncarnation(new LogPosition(3, 1)), 1000, 5, 9);
    }

    @Test
    void carriesEnvelopesDeadlinesAndEveryKindOfResult() {
        ByteString envelope = ByteString.copyFromUtf8("envelope");
        List<AttemptResult> results = join(link().submit(peer, List.of(new ForwardedCommand(envelope, SOON))));
        assertThat(results).isEqualTo(join(primary.submit(List.of())));
        ForwardedCommand received = primary.received.get(0);
        assertThat(received.envelope()).isEqualTo(envelope);
        assertThat(received.deadline().remaining()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    @Test
    void turnsAwayABrokerThatMeansAnotherSite() throws IOException {
        PeerChannels strange = new PeerChannels(new SiteId("other"), Optional.empty());
        open.add(strange);

        assertThatThrownBy(() -> join(new GrpcPrimaryLink(strange).readIndex(peer, SOON)))
                .hasMessageContaining("site other is not served here");
    }

    @Test
    void carriesTheReadIndex() {
        assertThat(join(link().readIndex(peer, SOON))).isEqualTo(812);
        primary.leading = false;
        assertThatThrownBy(() -> join(link().readIndex(peer, SOON))).hasCauseInstanceOf(ReplicationException.class);
    }

    @Test
    void carriesPingsAndTheirAnswers() {
        GrpcPingLink pings = new GrpcPingLink(() -> Optional.of(peer), channels.orElseThrow());
        assertThat(join(pings.pass(List.of(ping("known"), ping("strange")), SOON)))
                .containsExactly(
                        new PingAnswer.Renewed(new LogTime(5), Duration.ofMillis(8001)),
                        new PingAnswer.RegisterAgain(RefusalReason.HOST_NOT_FOUND));
    }

    @Test
    void neverPassesPingsOnToAThirdBroker() {
        primary.leading = false;
        GrpcPingLink pings = new GrpcPingLink(() -> Optional.of(peer), channels.orElseThrow());
        assertThatThrownBy(() -> join(pings.pass(List.of(ping("known")), SOON)))
                .hasCauseInstanceOf(ReplicationException.class);
    }

    @Test
    void saysAtOnceWhenTheOtherBrokerIsGone() throws Exception {
        open.get(0).close();
        assertThatThrownBy(() -> join(link().readIndex(peer, SOON))).hasMessageContaining("UNAVAILABLE");
    }

    @Test
    void listensBeyondLoopbackOnlyWithTls() {
        Peer exposed = new Peer(SELF, "127.0.0.1:1", "0.0.0.0:7");
        PeerGroup group = new PeerGroup(new SiteId("test"), SELF, List.of(exposed), Optional.empty());
        assertThatThrownBy(() -> PeerServer.start(group, primary, primary))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without TLS");
    }
}
