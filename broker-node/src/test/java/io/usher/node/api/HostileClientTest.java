package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import io.usher.core.model.RoleTable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One client does what it should not; the others notice nothing. */
class HostileClientTest {

    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int ENHANCE_YOUR_CALM = 11;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private ApiServer server;
    private ManagedChannel other;

    @BeforeEach
    void begin() throws IOException {
        ApiServerSettings settings = new ApiServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), 1 << 20);
        server =
                ApiServer.start(settings, new Health(), new Authorization(() -> RoleTable.EMPTY, List.of()), List.of());
        opened.add(server);
        other = channel();
        othersAreServed();
    }

    @AfterEach
    @SuppressWarnings("try")
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private ManagedChannel channel() {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress(
                        "localhost", server.port(), InsecureChannelCredentials.create())
                .build();
        opened.add(0, channel::shutdownNow);
        return channel;
    }

    /** Those who are there, and those who come. */
    private void othersAreServed() {
        for (ManagedChannel channel : List.of(other, channel())) {
            HealthCheckResponse unused = HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(2, TimeUnit.SECONDS)
                    .check(HealthCheckRequest.getDefaultInstance());
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(5_000);
        opened.add(0, socket);
        return socket;
    }

    /** The beginning of HTTP/2, with default settings. */
    private static DataOutputStream begun(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(out, SETTINGS, new byte[0]);
        return out;
    }

    private static void frame(DataOutputStream out, int type, byte[] payload) throws IOException {
        out.writeByte(0);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(0);
        out.writeInt(0);
        out.write(payload);
        out.flush();
    }

    /** The payload of the next frame of a type. */
    private static byte[] awaitFrame(Socket socket, int wanted) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            in.readUnsignedByte();
            in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == wanted) {
                return payload;
            }
        }
    }

    @Test
    void whoeverPingsAllTheTimeIsSentAway() throws IOException {
        Socket socket = connected();
        DataOutputStream out = begun(socket);
        try {
            for (int n = 0; n < 10; n++) {
                frame(out, PING, new byte[8]);
            }
        } catch (SocketException e) {
            assertThat(e).as("sent away already").isNotNull();
        }

        byte[] farewell = awaitFrame(socket, GO_AWAY);
        while (farewell[7] != ENHANCE_YOUR_CALM) {
            farewell = awaitFrame(socket, GO_AWAY);
        }
        othersAreServed();
    }

    @Test
    void whoeverConnectsAndSaysNothingKeepsNobodyOut() throws IOException {
        for (int n = 0; n < 200; n++) {
            connected();
        }
        othersAreServed();
    }

    @Test
    void aConnectionHasSoManyCallsAtATimeAndOthersHaveTheirs() throws Exception {
        byte[] settings = awaitFrame(awaitBegun(), SETTINGS);
        assertThat(valueOf(settings, MAX_CONCURRENT_STREAMS)).isEqualTo(ServerLimits.CALLS_PER_CONNECTION);

        int wanted = ServerLimits.CALLS_PER_CONNECTION + 200;
        CountDownLatch answered = new CountDownLatch(ServerLimits.CALLS_PER_CONNECTION);
        ManagedChannel greedy = channel();
        for (int n = 0; n < wanted; n++) {
            HealthGrpc.newStub(greedy).watch(HealthCheckRequest.getDefaultInstance(), counting(answered));
        }
        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
        othersAreServed();
    }

    private Socket awaitBegun() throws IOException {
        Socket socket = connected();
        begun(socket).flush();
        return socket;
    }

    private static int valueOf(byte[] settings, int id) {
        for (int at = 0; at + 6 <= settings.length; at += 6) {
            if (settings[at + 1] == id) {
                return ((settings[at + 4] & 0xff) << 8) | (settings[at + 5] & 0xff);
            }
        }
        return 0;
    }

    private static StreamObserver<HealthCheckResponse> counting(CountDownLatch answered) {
        return new StreamObserver<>() {
            @Override
            public void onNext(HealthCheckResponse response) {
                answered.countDown();
            }

            @Override
            public void onError(Throwable thrown) {
                // The channel is closed at the end.
            }

            @Override
            public void onCompleted() {}
        };
    }

    @Test
    void aMessageThatIsTooLargeEndsItsCallAlone() {
        HealthCheckRequest large = HealthCheckRequest.newBuilder()
                .setServiceBytes(ByteString.copyFrom(new byte[2 << 20]))
                .build();
        StatusRuntimeException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                StatusRuntimeException.class,
                () -> HealthGrpc.newBlockingStub(other)
                        .withDeadlineAfter(5, TimeUnit.SECONDS)
                        .check(large));

        assertThat(refused.getStatus().getCode()).isIn(Code.RESOURCE_EXHAUSTED, Code.CANCELLED);
        othersAreServed();
    }
}
