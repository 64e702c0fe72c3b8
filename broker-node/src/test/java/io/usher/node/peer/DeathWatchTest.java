package io.usher.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ConnectivityState;
import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import io.usher.node.replication.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeathWatchTest {

    /** An HTTP/2 SETTINGS frame without settings: enough for a client to take the connection for ready. */
    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    private final ExecutorService probes = Executors.newSingleThreadExecutor();
    private final List<BrokerId> ended = new CopyOnWriteArrayList<>();
    private final ServerSocket broker;
    private final PeerChannels channels;
    private final Peer peer;
    private Socket connection = new Socket();

    DeathWatchTest() throws IOException {
        broker = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        channels = new PeerChannels(new SiteId("test"), Optional.empty());
        peer = new Peer(new BrokerId("b2"), "127.0.0.1:1", "127.0.0.1:" + broker.getLocalPort());
    }

    @BeforeEach
    void watchABroker() throws IOException {
        new DeathWatch(channels, probes, dead -> ended.add(dead.id())).watch(peer);
        connection = accept();
        await().until(() -> channels.channel(peer).getState(false) == ConnectivityState.READY);
    }

    @AfterEach
    void close() throws IOException {
        channels.close();
        connection.close();
        broker.close();
        probes.shutdownNow();
    }

    @Test
    void tellsAtOnceThatAProcessHasEnded() throws IOException {
        // As an operating system ends a process: nobody listens any more, and connections close.
        broker.close();
        connection.close();

        await().untilAsserted(() -> assertThat(ended).containsExactly(peer.id()));
    }

    @Test
    void saysNothingWhenAConnectionBreaksAndSomebodyStillListens() throws Exception {
        connection.close();
        // The look whether anybody listens and the next connection of the channel; one of them stays silent.
        try (Socket first = accept();
                Socket second = accept()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            // Behind the look, which has come back by then.
            probes.submit(() -> {}).get();
        }

        assertThat(ended).isEmpty();
    }

    private Socket accept() throws IOException {
        Socket accepted = broker.accept();
        accepted.getOutputStream().write(SETTINGS);
        return accepted;
    }
}
