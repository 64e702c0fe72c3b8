package io.usher.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relay lets through, over real sockets. */
class FaultProxyTest {

    private static final int SHORT_WHILE_MILLIS = 150;
    private static final String ME = "me";

    private final ServerSocket target = listen();
    private final SocketOwners owners =
            new SocketOwners(() -> Map.of(ME, ProcessHandle.current().pid()));
    private final FaultProxy proxy = new FaultProxy(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), address(target), owners::callerOf);

    private Socket caller = new Socket();
    private Socket callee = new Socket();

    @BeforeEach
    void connect() throws IOException {
        caller = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        callee = target.accept();
        caller.setSoTimeout(SHORT_WHILE_MILLIS);
        callee.setSoTimeout(SHORT_WHILE_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        caller.close();
        callee.close();
        target.close();
    }

    @Test
    void passesBytesBothWays() throws IOException {
        assertThat(sent(caller, callee)).isTrue();
        assertThat(sent(callee, caller)).isTrue();
    }

    @Test
    void holdsBytesBackWhileSilentAndDeliversThemAfterwards() throws IOException {
        proxy.set(ME, LinkState.SILENT);

        assertThat(sent(caller, callee)).isFalse();
        assertThat(sent(callee, caller)).isFalse();

        proxy.set(ME, LinkState.OPEN);
        callee.setSoTimeout(5000);
        caller.setSoTimeout(5000);
        assertThat(callee.getInputStream().read()).isEqualTo(1);
        assertThat(caller.getInputStream().read()).isEqualTo(1);
    }

    @Test
    void letsRequestsThroughAndHoldsRepliesBack() throws IOException {
        proxy.set(ME, LinkState.NO_REPLIES);

        assertThat(sent(caller, callee)).isTrue();
        assertThat(sent(callee, caller)).isFalse();
    }

    @Test
    void breaksConnectionsAndRefusesNewOnesWhenCut() throws IOException {
        proxy.set(ME, LinkState.CUT);

        assertThatThrownBy(() -> sent(caller, callee)).isInstanceOf(IOException.class);
        try (Socket again = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            again.setSoTimeout(5000);
            assertThatThrownBy(() -> {
                        int read = again.getInputStream().read();
                        throw new IOException("end of stream " + read);
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void leavesOtherCallersAlone() throws IOException {
        proxy.set("another", LinkState.CUT);
        proxy.set(SocketOwners.SOMEBODY, LinkState.CUT);

        assertThat(sent(caller, callee)).isTrue();
    }

    @Test
    void addsDelay() throws IOException {
        proxy.set(ME, LinkState.delayedBy(Duration.ofMillis(SHORT_WHILE_MILLIS / 3)));

        long start = System.nanoTime();
        assertThat(sent(caller, callee)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(SHORT_WHILE_MILLIS / 3));
    }

    private static boolean sent(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(1);
        try {
            int read = to.getInputStream().read();
            if (read < 0) {
                throw new IOException("end of stream");
            }
            return read == 1;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static InetSocketAddress address(ServerSocket socket) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
}
