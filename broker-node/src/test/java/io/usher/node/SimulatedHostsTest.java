package io.usher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.usher.core.model.Fence;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.SessionId;
import io.usher.node.agent.BrokerSecurity;
import io.usher.node.agent.Entry;
import io.usher.node.agent.FakeBroker;
import io.usher.node.config.AgentConfig;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.Fingerprint;
import io.usher.node.ticket.Ticket;
import io.usher.node.ticket.TicketSigner;
import io.usher.proto.v1.ConnectRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SimulatedHostsTest {
    private static final BrokerKey KEY = BrokerKey.ephemeral();

    private final FakeBroker broker = newBroker();
    private final SimulatedHosts hosts = newHosts(broker);

    @BeforeEach
    void awaitAllHosts() {
        broker.redeemResult = Optional.of(FakeBroker.entryFor("alice"));
        await().untilAsserted(() -> assertThat(broker.heard.stream()
                        .filter(message -> message.getMessageCase() == ConnectRequest.MessageCase.PING)
                        .count())
                .isGreaterThanOrEqualTo(6));
    }

    @AfterEach
    void stop() {
        hosts.close();
        broker.close();
    }

    @Test
    void oneDoorLeadsToTheHostThatTheTicketNames() throws IOException {
        try (Socket client =
                new Socket(hosts.address().getAddress(), hosts.address().getPort())) {
            client.getOutputStream().write(firstPacket(ticket("sim-2")));

            byte[] answer = new byte[19];
            new DataInputStream(client.getInputStream()).readFully(answer);

            assertThat(HexFormat.of().formatHex(answer)).isEqualTo("030000130ed000001234000200080001000000");
            awaitSession(ConnectRequest.InventoryEntry.State.STATE_ACTIVE);
        }
        awaitSession(ConnectRequest.InventoryEntry.State.STATE_DISCONNECTED);
    }

    @Test
    void refusesATicketForNoneOfItsHosts() {
        assertThat(hosts.arrive(ticket("sim-4")).toCompletableFuture().join())
                .isEqualTo(new Entry.Denied("other_host"));
        assertThat(hosts.arrive("nonsense").toCompletableFuture().join()).isEqualTo(new Entry.Denied("malformed"));
    }

    @Test
    void aUserMayArriveWithoutAConnection() {
        assertThat(hosts.arrive(ticket("sim-3")).toCompletableFuture().join())
                .isEqualTo(new Entry.Granted(new SessionId(new LogPosition(50, 0)), Optional.of("alice")));
        awaitSession(ConnectRequest.InventoryEntry.State.STATE_ACTIVE);
    }

    @Test
    void tellsWeightAndCountersOfOnesOwnAsARealAgentDoes() {
        await().untilAsserted(() -> assertThat(broker.heard.stream()
                        .flatMap(message -> message.getPing().getLoad().getCustomCountersList().stream()))
                .isNotEmpty()
                .allSatisfy(reading -> {
                    assertThat(reading.getCounter()).isEqualTo("licences");
                    assertThat(reading.getPermille()).isEqualTo(430);
                }));
        assertThat(broker.heard.stream()
                        .filter(ConnectRequest::hasRegister)
                        .map(message -> message.getRegister().getWeight()))
                .containsExactly(70, 70, 70);
    }

    /** All hosts speak to one broker here: the session shows in the inventory of one of them. */
    private void awaitSession(ConnectRequest.InventoryEntry.State state) {
        await().untilAsserted(() -> assertThat(broker.heard.stream()
                        .flatMap(message -> message.getInventory().getEntriesList().stream())
                        .filter(entry -> entry.getSession().equals("sessions/s-50-0"))
                        .reduce((earlier, later) -> later))
                .hasValueSatisfying(entry -> assertThat(entry.getState()).isEqualTo(state)));
    }

    private static String ticket(String host) {
        return new TicketSigner(KEY)
                .sign(new Ticket(
                        new Fence(new LogPosition(100, 0)),
                        new SessionId(new LogPosition(50, 0)),
                        new LogTime(FakeBroker.LOG_TIME).plus(Duration.ofSeconds(30)),
                        new HostIncarnation(new LogPosition(10, 0)),
                        Fingerprint.of(host),
                        Fingerprint.of("alice")));
    }

    private static byte[] firstPacket(String ticket) {
        int length = 11 + ticket.length() + 2;
        String head = String.format("0300%04x%02xe00000000000", length, length - 5);
        return HexFormat.of()
                .parseHex(head + HexFormat.of().formatHex((ticket + "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static FakeBroker newBroker() {
        try {
            return new FakeBroker(KEY);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static SimulatedHosts newHosts(FakeBroker broker) {
        try {
            return SimulatedHosts.start(new SimulatedHosts.Settings(
                    3,
                    new HostId("sim"),
                    new PoolId("office"),
                    List.of(broker.address()),
                    new BrokerSecurity.None(),
                    0,
                    0,
                    70,
                    Optional.of(new AgentConfig.OwnCounters(
                            List.of("echo", "{\"licences\":430}"), Duration.ofSeconds(60)))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
