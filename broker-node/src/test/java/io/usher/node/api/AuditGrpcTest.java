package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.usher.core.model.BrokerId;
import io.usher.core.model.Origin;
import io.usher.core.model.Role;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AuditEntry;
import io.usher.proto.v1.AuditServiceGrpc;
import io.usher.proto.v1.ListAuditEntriesRequest;
import io.usher.proto.v1.ListAuditEntriesResponse;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.UpdatePoolRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who changed what, as it is told over the API. */
class AuditGrpcTest {

    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void furnish() {
        api.furnish();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static Caller alice() {
        Identity identity = new Identity(List.of("cn:alice", "ou:users"), "alice", List.of(), List.of());
        return new Caller(identity, Set.of(Role.ADMIN, Role.AUDITOR), "10.1.2.3");
    }

    @Test
    void tellsWhoChangedWhatFromWhere() {
        api.actAs(alice());
        describe("second");

        AuditEntry entry = list(ListAuditEntriesRequest.newBuilder().setIdentity("cn:alice"))
                .getEntries(0);
        assertThat(entry.getCommand()).isEqualTo("UpdatePool");
        assertThat(entry.getAddress()).isEqualTo("10.1.2.3");
        assertThat(entry.getBroker()).isEqualTo("b1");
        assertThat(entry.getRolesList())
                .containsExactly(io.usher.proto.v1.Role.ROLE_ADMIN, io.usher.proto.v1.Role.ROLE_AUDITOR);
        assertThat(entry.getChangesList())
                .containsExactly(AuditEntry.Change.newBuilder()
                        .setObject("pools/office")
                        .setField("description")
                        .setAfter("second")
                        .build());
    }

    @Test
    void listsByObjectAndCommandPageByPageAndVerifiesTheChain() {
        describe("one");
        describe("two");
        describe("three");

        ListAuditEntriesRequest.Builder wanted = ListAuditEntriesRequest.newBuilder()
                .setObject("pools/office")
                .setCommand("UpdatePool")
                .setPageSize(2)
                .setVerify(true);
        ListAuditEntriesResponse first = list(wanted);
        ListAuditEntriesResponse second = list(wanted.setPageToken(first.getNextPageToken()));

        assertThat(first.getEntriesList()).hasSize(2);
        assertThat(second.getEntriesList()).hasSize(1);
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(second.getEntries(0).getChanges(0).getBefore()).isEqualTo("two");
        assertThat(first.getBrokenPosition()).isEmpty();
        assertThat(list(ListAuditEntriesRequest.newBuilder()
                                .setAfterRevision(first.getHeader().getRevision()))
                        .getEntriesList())
                .isEmpty();
    }

    @Test
    void everydayCallsAreNotRecorded() {
        int before = list(ListAuditEntriesRequest.newBuilder()).getEntriesCount();
        api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setUser("anna")
                        .setResource("resources/desk")
                        .build());

        assertThat(list(ListAuditEntriesRequest.newBuilder()).getEntriesCount()).isEqualTo(before);
    }

    @Test
    void refusesARevisionThatCannotBe() {
        Errors error = Errors.of(() -> list(ListAuditEntriesRequest.newBuilder().setAfterRevision(-1)));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
    }

    /** Whoever made a call at another broker is on record, and not the broker that passed it on. */
    @Test
    void whatWasPassedOnIsOfWhoeverMadeTheCallThere() {
        Origin bob = new Origin("cn:bob", List.of(Role.OPERATOR), "10.9.9.9", new BrokerId("b3"));

        assertThat(CallOrigin.on(Optional.of(bob), () -> api.calls.open().origin()))
                .contains(bob);
        assertThat(api.calls.open().origin()).isEmpty();
    }

    private void describe(String description) {
        PoolServiceGrpc.newBlockingStub(api.channel)
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(io.usher.proto.v1.Pool.newBuilder()
                                .setName("pools/office")
                                .setDescription(description))
                        .setUpdateMask(
                                com.google.protobuf.FieldMask.newBuilder().addPaths("description"))
                        .build());
    }

    private ListAuditEntriesResponse list(ListAuditEntriesRequest.Builder request) {
        return AuditServiceGrpc.newBlockingStub(api.channel).listAuditEntries(request.build());
    }
}
