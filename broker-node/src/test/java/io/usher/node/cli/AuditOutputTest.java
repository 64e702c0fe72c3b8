package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.usher.proto.v1.AuditEntry;
import io.usher.proto.v1.ListAuditEntriesResponse;
import io.usher.proto.v1.ResponseHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who changed what, as people read it. */
class AuditOutputTest {
    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    private static AuditEntry.Builder entry(String position, String command) {
        return AuditEntry.newBuilder()
                .setPosition(position)
                .setAuditTime(Timestamp.newBuilder().setSeconds(1_700_000_000))
                .setCommand(command);
    }

    private static AuditEntry.Change change(String object, String field, String before, String after) {
        return AuditEntry.Change.newBuilder()
                .setObject(object)
                .setField(field)
                .setBefore(before)
                .setAfter(after)
                .build();
    }

    private static ListAuditEntriesResponse.Builder entries() {
        return ListAuditEntriesResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder().setRevision(20))
                .addEntries(entry("8-0", "UpdatePool")
                        .setIdentity("cn:alice")
                        .setAddress("10.1.2.3")
                        .addChanges(change("pools/office", "description", "", "new"))
                        .addChanges(change("pools/office", "method", "A", "B")))
                .addEntries(entry("9-1", "ControlPoolLogons")
                        .setIdentity("cn:bob")
                        .addChanges(change("hosts/h1", "logons", "ENABLED", "DRAIN"))
                        .addChanges(change("hosts/h2", "logons", "ENABLED", "DRAIN"))
                        .addChanges(change("hosts/h3", "logons", "ENABLED", "DRAIN"))
                        .addChanges(change("hosts/h4", "logons", "ENABLED", "DRAIN")))
                .addEntries(entry("12-0", "RecordLead").addChanges(change("brokers/b1", "lead", "3", "4")))
                .setForgottenCount(7)
                .setForgottenRevision(6);
    }

    @Test
    void tellsWhoChangedWhatAndThatOlderChangesAreGone() {
        broker.answer("ListAuditEntries", entries().build());

        assertThat(Run.against(broker, "audit", "list").out()).isEqualTo("""
                        TIME                  REVISION  WHO          FROM      COMMAND            CHANGES
                        2023-11-14T22:13:20Z  8         cn:alice     10.1.2.3  UpdatePool         pools/office description '' -> new, method A -> B
                        2023-11-14T22:13:20Z  9         cn:bob       -         ControlPoolLogons  hosts/h1; hosts/h2; hosts/h3 and 1 more
                        2023-11-14T22:13:20Z  12        the brokers  -         RecordLead         brokers/b1 lead 3 -> 4
                        7 older changes, up to revision 6, are no longer kept
                        """);
    }

    @Test
    void failsWhenTheChainIsBroken() {
        broker.answer("ListAuditEntries", entries().setBrokenPosition("9-1").build());

        Run run = Run.against(broker, "audit", "list", "--verify");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("the audit is broken at 9-1");
    }

    @Test
    void doesNotGoOnAsIfNothingWereMissing() {
        broker.answer("ListAuditEntries", entries().build());

        Run run = Run.against(broker, "audit", "watch", "--after-revision", "5");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("changes after revision 5 are no longer kept");
    }
}
