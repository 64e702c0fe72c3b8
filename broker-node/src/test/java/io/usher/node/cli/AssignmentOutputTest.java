package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assignments as people read them, and tickets as nobody else does. */
class AssignmentOutputTest {
    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void saysWhereToConnectWithWhichTicket() {
        broker.answer("AssignSession", assigned());

        Run run = Run.against(broker, "assign", "--user", "alice smith", "desktop");

        assertThat(run.out()).isEqualTo("""
                        SESSION   41
                        HOST      h1
                        ENDPOINT  10.0.0.1:3389
                        RULE      placed
                        DECISION  4711
                        EXPIRES   2026-03-01T12:00:30Z, in 30s

                        Connect with
                          xfreerdp /v:10.0.0.1:3389 /u:'alice smith' /load-balance-info:AbC_-1
                        """);
    }

    @Test
    void keepsTheTicketInAFileOfItsOwner(@TempDir Path directory) throws IOException {
        broker.answer("AssignSession", assigned());
        Path file = Files.writeString(directory.resolve("ticket"), "old");

        Run run = Run.against(broker, "assign", "--user", "alice", "desktop", "--ticket-file", file.toString());
        Run json = Run.against(
                broker, "assign", "--user", "alice", "desktop", "-o", "json", "--ticket-file", file.toString());

        assertThat(file).content().isEqualTo("AbC_-1\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run.out()).contains("\"/load-balance-info:$(cat " + file + ")\"");
        assertThat(run.out() + json.out()).doesNotContain("AbC_-1");
    }

    private static AssignSessionResponse assigned() {
        return AssignSessionResponse.newBuilder()
                .setAssignment(Assignment.newBuilder()
                        .setSession("sessions/41")
                        .setHost("hosts/h1")
                        .setEndpoint("10.0.0.1:3389")
                        .setTicket("AbC_-1")
                        .setTicketExpireTime(
                                Timestamps.fromMillis(Run.NOW.plusSeconds(30).toEpochMilli()))
                        .setRule(Assignment.Rule.RULE_PLACED)
                        .setDecision("decisions/4711"))
                .build();
    }
}
