package io.usher.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DoorTest {
    private static final String NEGOTIATION = "0100080003000000";
    private static final String WITHOUT_TOKEN = "030000130ee00000000000" + NEGOTIATION;
    private static final String FAILURE = "030000130ed000001234000300080003000000";
    private static final String DISCONNECT = "0300000b06800000123400";
    private static final DoorSettings.Limits LIMITS =
            new DoorSettings.Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10), 4, 8, 1);

    private static final AtomicLong LEFT = new AtomicLong();

    private final BlockingQueue<Socket> arrivals = new LinkedBlockingQueue<>();
    private ServerSocket sessionHost = unbound();
    private Optional<Door> door = Optional.empty();

    @BeforeEach
    void startSessionHost() throws IOException {
        sessionHost = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(() -> {
            try {
                while (true) {
                    arrivals.add(sessionHost.accept());
                }
            } catch (IOException e) {
                assertThat(sessionHost.isClosed()).isTrue();
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
    }

    @AfterEach
    void stop() throws IOException {
        door.ifPresent(Door::close);
        sessionHost.close();
    }

    @Test
    void splicesAClientWhoseTokenIsGoodAndKeepsTheTokenToItself() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        try (Socket client = connect();
                Socket host = arrive(client, "good")) {
            assertThat(read(host, 19)).isEqualTo(WITHOUT_TOKEN);

            write(host, "0102030405");
            assertThat(read(client, 5)).isEqualTo("0102030405");
            write(client, "0607");
            assertThat(read(host, 2)).isEqualTo("0607");
            assertThat(counters().admittedTotal()).isEqualTo(1);
            assertThat(counters().waiting()).isZero();
        }
        await().untilAsserted(() -> assertThat(counters().open()).isZero());
    }

    @Test
    void endsTheClientWhenTheHostEndsAfterTheLastByte() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        try (Socket client = connect()) {
            Socket host = arrive(client, "good");
            read(host, 19);
            write(host, "FF");
            host.close();

            assertThat(read(client, 1)).isEqualTo("ff");
            assertClosed(client);
        }
    }

    @Test
    void endsTheHostConnectionWhenTheClientLeaves() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        Socket client = connect();
        try (Socket host = arrive(client, "good")) {
            read(host, 19);
            long before = LEFT.get();
            client.close();

            assertClosed(host);
            await().untilAsserted(() -> assertThat(LEFT.get()).isEqualTo(before + 1));
        }
    }

    @Test
    void tellsAClientWithABadTokenInTheWordsOfRdp() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        try (Socket client = connect()) {
            write(client, request("bad", NEGOTIATION));

            assertThat(read(client, 19)).isEqualTo(FAILURE);
            assertClosed(client);
        }
        assertThat(counters().refusedTotal()).isEqualTo(Map.of("unknown", 1L));
        assertThat(arrivals).isEmpty();
    }

    @Test
    void disconnectsAClientThatDoesNotNegotiate() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        try (Socket client = connect()) {
            write(client, request("bad", ""));

            assertThat(read(client, 11)).isEqualTo(DISCONNECT);
            assertClosed(client);
        }
    }

    @Test
    void refusesAClientThatNamesOnlyItsUser() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        try (Socket client = connect()) {
            write(client, request("Cookie: mstshash=good", NEGOTIATION));

            assertThat(read(client, 19)).isEqualTo(FAILURE);
        }
        assertThat(counters().refusedTotal()).isEqualTo(Map.of("no_ticket", 1L));
    }

    @Test
    void closesGarbageAndEarlyBytesAndCountsThem() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        try (Socket garbage = connect();
                Socket early = connect()) {
            write(garbage, "474554202f0d0a");
            assertClosed(garbage);
            write(early, request("good", NEGOTIATION) + "00");
            assertClosed(early);
        }
        assertThat(counters().refusedTotal()).isEqualTo(Map.of("not_rdp", 1L, "too_early", 1L));
    }

    @Test
    void closesAClientThatIsTooSlowWithItsFirstPacket() throws Exception {
        open(
                new DoorSettings.Limits(
                        Duration.ofMillis(150), Duration.ofSeconds(10), Duration.ofSeconds(10), 4, 8, 1),
                DoorTest::acceptGood);
        try (Socket client = connect()) {
            write(client, "0300");

            assertClosed(client);
        }
        assertThat(counters().refusedTotal()).isEqualTo(Map.of("first_packet_late", 1L));
    }

    @Test
    void refusesWhenTheDoorkeeperFailsOrSaysNothing() throws Exception {
        open(
                new DoorSettings.Limits(
                        Duration.ofSeconds(10), Duration.ofMillis(150), Duration.ofSeconds(10), 4, 8, 1),
                (token, client) -> token.equals("fail")
                        ? CompletableFuture.failedFuture(new IllegalStateException("planned"))
                        : new CompletableFuture<>());
        try (Socket failing = connect();
                Socket silent = connect()) {
            write(failing, request("fail", NEGOTIATION));
            write(silent, request("wait", NEGOTIATION));

            assertThat(read(failing, 19)).isEqualTo(FAILURE);
            assertThat(read(silent, 19)).isEqualTo(FAILURE);
        }
        assertThat(counters().refusedTotal()).isEqualTo(Map.of("no_decision", 2L));
    }

    @Test
    void closesFurtherConnectionsWhileTooManyWait() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        Socket one = connect();
        try (Socket two = connect();
                Socket three = connect();
                Socket four = connect()) {
            await().untilAsserted(() -> assertThat(counters().waiting()).isEqualTo(4));
            try (Socket five = connect()) {
                assertClosed(five);
            }
            one.close();
            await().untilAsserted(() -> assertThat(counters().waiting()).isEqualTo(3));
            try (Socket host = arrive(two, "good")) {
                assertThat(read(host, 19)).isEqualTo(WITHOUT_TOKEN);
            }
            assertThat(three.isConnected() && four.isConnected()).isTrue();
        }
        assertThat(counters().refusedTotal()).isEqualTo(Map.of("full", 1L));
    }

    @Test
    void givesTheSessionHostOneConnectionAtATime() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        try (Socket first = connect();
                Socket second = connect();
                Socket hostOfFirst = arrive(first, "good")) {
            write(second, request("good", NEGOTIATION));
            await().untilAsserted(() -> assertThat(counters().admittedTotal()).isEqualTo(2));
            assertThat(arrivals.poll(200, TimeUnit.MILLISECONDS)).isNull();

            write(hostOfFirst, "00");

            try (Socket hostOfSecond = nextArrival()) {
                assertThat(read(hostOfSecond, 19)).isEqualTo(WITHOUT_TOKEN);
            }
        }
    }

    @Test
    void goesOnWithTheNextClientWhenOneLeavesInItsTurn() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        Socket first = connect();
        try (Socket hostOfFirst = arrive(first, "good");
                Socket second = connect()) {
            write(second, request("good", NEGOTIATION));
            await().untilAsserted(() -> assertThat(counters().admittedTotal()).isEqualTo(2));
            first.close();

            try (Socket hostOfSecond = nextArrival()) {
                assertThat(read(hostOfSecond, 19)).isEqualTo(WITHOUT_TOKEN);
            }
            assertThat(hostOfFirst.isConnected()).isTrue();
        }
    }

    @Test
    void tellsTheClientWhenTheSessionHostIsDown() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        sessionHost.close();
        try (Socket client = connect();
                Socket next = connect()) {
            write(client, request("good", NEGOTIATION));
            assertThat(read(client, 19)).isEqualTo(FAILURE);
            // Its turn is over: the next one gets its own answer.
            write(next, request("good", NEGOTIATION));
            assertThat(read(next, 19)).isEqualTo(FAILURE);
        }
        assertThat(counters().refusedTotal()).isEqualTo(Map.of("session_host_down", 2L));
    }

    @Test
    void readsNoFasterFromTheHostThanTheClientTakes() throws Exception {
        open(LIMITS, DoorTest::acceptGood);
        long total = 96L << 20;
        AtomicLong written = new AtomicLong();
        try (Socket client = connect();
                Socket host = arrive(client, "good")) {
            read(host, 19);
            Thread writer = new Thread(() -> writeNumbers(host, total, written));
            writer.start();
            // The sockets' own buffers fill, then nothing moves.
            long[] before = {-1};
            await().pollInterval(Duration.ofMillis(300))
                    .until(() -> written.get() > 0 && written.get() == exchange(before, written.get()));
            assertThat(written.get()).isLessThan(total / 2);

            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] block = new byte[1 << 16];
            for (long number = 0; number < total / block.length; number++) {
                in.readFully(block);
                assertThat(block[0]).isEqualTo((byte) number);
                assertThat(block[block.length - 1]).isEqualTo((byte) number);
            }
            writer.join();
            assertThat(written.get()).isEqualTo(total);
        }
    }

    @Test
    void saysWhereItCouldNotListen() {
        DoorSettings taken = new DoorSettings(
                (InetSocketAddress) sessionHost.getLocalSocketAddress(),
                (InetSocketAddress) sessionHost.getLocalSocketAddress(),
                LIMITS);

        assertThatThrownBy(() -> Door.open(taken, DoorTest::acceptGood).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(sessionHost.getLocalPort()));
    }

    private static long exchange(long[] cell, long value) {
        long before = cell[0];
        cell[0] = value;
        return before;
    }

    private static void writeNumbers(Socket host, long total, AtomicLong written) {
        byte[] block = new byte[1 << 16];
        try {
            for (long number = 0; number < total / block.length; number++) {
                java.util.Arrays.fill(block, (byte) number);
                host.getOutputStream().write(block);
                written.addAndGet(block.length);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static CompletionStage<Admission> acceptGood(String token, InetSocketAddress client) {
        return CompletableFuture.completedFuture(
                token.equals("good")
                        ? new Admission.Admitted("s-1-0", LEFT::incrementAndGet)
                        : new Admission.Refused("unknown"));
    }

    private void open(DoorSettings.Limits limits, Doorkeeper doorkeeper) throws IOException {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress behind = (InetSocketAddress) sessionHost.getLocalSocketAddress();
        door = Optional.of(Door.open(new DoorSettings(listen, behind, limits), doorkeeper));
    }

    private DoorCounters counters() {
        return door.orElseThrow().counters();
    }

    private Socket connect() throws IOException {
        InetSocketAddress address = door.orElseThrow().address();
        return new Socket(address.getAddress(), address.getPort());
    }

    private Socket arrive(Socket client, String token) throws IOException, InterruptedException {
        write(client, request(token, NEGOTIATION));
        return nextArrival();
    }

    private Socket nextArrival() throws InterruptedException {
        Socket host = arrivals.poll(10, TimeUnit.SECONDS);
        assertThat(host).as("connection at the session host").isNotNull();
        return host;
    }

    private static String request(String text, String negotiationHex) {
        String variable =
                HexFormat.of().formatHex((text + "\r\n").getBytes(StandardCharsets.US_ASCII)) + negotiationHex;
        int length = 11 + variable.length() / 2;
        return String.format("0300%04x%02xe00000000000%s", length, length - 5, variable);
    }

    private static void write(Socket socket, String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex));
    }

    private static String read(Socket socket, int length) throws IOException {
        byte[] bytes = new byte[length];
        new DataInputStream(socket.getInputStream()).readFully(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void assertClosed(Socket socket) {
        assertThatThrownBy(() -> new DataInputStream(socket.getInputStream()).readByte())
                .isInstanceOfAny(EOFException.class, java.net.SocketException.class);
    }

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
