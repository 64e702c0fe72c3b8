package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers for clients that exist already. */
class AssignFormatsTest {

    private static final String FILE = "full address:s:gw:443\r\nusername:s:%s\r\nloadbalanceinfo:s:AbC_-1\r\n";

    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void printsTheFileAndNothingElse() {
        answer("alice");

        Run run = Run.against(broker, "assign", "--user", "alice", "desktop", "--rdp", "-");

        assertThat(run.out()).isEqualTo(FILE.replace("%s", "alice"));
        assertThat(((AssignSessionRequest) broker.asked().get(0).request()).getFormatsList())
                .hasSize(1);
    }

    @Test
    void writesTheFileForItsOwnerAndKeepsTheTicketOutOfTheOutput(@TempDir Path directory) throws IOException {
        answer("alice");
        Path file = directory.resolve("desktop.rdp");

        Run run = Run.against(broker, "assign", "--user", "alice", "desktop", "--rdp", file.toString());
        Run json = Run.against(broker, "assign", "--user", "alice", "desktop", "-o", "json", "--rdp", file.toString());

        assertThat(file).content(StandardCharsets.US_ASCII).isEqualTo(FILE.replace("%s", "alice"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run.out()).contains("ROUTES", "gateway=gw:443", "Open " + file);
        assertThat(run.out() + json.out()).doesNotContain("AbC_-1");
    }

    @Test
    void writesNamesBeyondAsciiAsRemoteDesktopClientsReadThem(@TempDir Path directory) throws IOException {
        answer("jürgen");
        Path file = directory.resolve("desktop.rdp");

        Run.against(broker, "assign", "--user", "jürgen", "desktop", "--rdp", file.toString());

        assertThat(Files.readAllBytes(file)).startsWith(0xFF, 0xFE);
        assertThat(file).content(StandardCharsets.UTF_16).isEqualTo(FILE.replace("%s", "jürgen"));
    }

    @Test
    void printsTheRoutingTokenAlone() {
        answer("alice");

        Run run = Run.against(broker, "assign", "--user", "alice", "desktop", "--load-balance-info");

        assertThat(run.out()).isEqualTo("AbC_-1\n");
    }

    @Test
    void connectsToTheFirstRoute() {
        answer("alice");

        Run run = Run.against(broker, "assign", "--user", "alice", "desktop");

        assertThat(run.out()).contains("xfreerdp /v:gw:443 ");
    }

    private void answer(String user) {
        broker.answer(
                "AssignSession",
                AssignSessionResponse.newBuilder()
                        .setAssignment(Assignment.newBuilder()
                                .setSession("sessions/41")
                                .setHost("hosts/h1")
                                .setEndpoint("10.0.0.1:3389")
                                .setTicket("AbC_-1")
                                .setLoadBalanceInfo("AbC_-1")
                                .setRdpFile(FILE.replace("%s", user))
                                .addRoutes(Route.newBuilder()
                                        .setKind(Route.Kind.KIND_GATEWAY)
                                        .setEndpoint("gw:443")))
                        .build());
    }
}
