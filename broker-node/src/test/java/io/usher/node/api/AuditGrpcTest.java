package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
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
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.RevertChangeRequest;
import io.usher.proto.v1.RevertChangeResponse;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdateResourceRequest;
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

    @Test
    void takesAChangeBackOnceHoweverOftenItIsAsked() {
        api.actAs(alice());
        describe("first");
        describe("second");
        String position = latest().getPosition();

        RevertChangeResponse once = revert(position, "request-1");
        RevertChangeResponse again = revert(position, "request-1");

        assertThat(once.getObject()).isEqualTo("pools/office");
        assertThat(again.getObject()).isEqualTo(once.getObject());
        AuditEntry entry = latest();
        assertThat(entry.getReverts()).isEqualTo(position);
        assertThat(entry.getIdentity()).isEqualTo("cn:alice");
        assertThat(entry.getChanges(0).getAfter()).isEqualTo("first");
        assertThat(list(ListAuditEntriesRequest.newBuilder()).getEntriesList())
                .filteredOn(each -> each.getReverts().equals(position))
                .hasSize(1);
    }

    @Test
    void refusesToTakeBackWhatWasChangedSince() {
        describe("first");
        String first = latest().getPosition();
        describe("second");
        assertThat(Errors.of(() -> revert(first, "")).reason()).isEqualTo("ETAG_MISMATCH");

        String made = list(ListAuditEntriesRequest.newBuilder().setCommand("CreateResource"))
                .getEntries(0)
                .getPosition();
        ResourceServiceGrpc.newBlockingStub(api.channel)
                .updateResource(UpdateResourceRequest.newBuilder()
                        .setResource(io.usher.proto.v1.Resource.newBuilder()
                                .setName("resources/desk")
                                .setDisplayName("new"))
                        .setUpdateMask(FieldMask.newBuilder().addPaths("display_name"))
                        .build());
        assertThat(Errors.of(() -> revert(made, "")).reason()).isEqualTo("ETAG_MISMATCH");
    }

    @Test
    void saysWhatCannotBeTakenBack() {
        assertThat(Errors.of(() -> revert("987654321", "")).reason()).isEqualTo("CHANGE_NOT_FOUND");
        assertThat(Errors.of(() -> revert("", "")).reason()).isEqualTo("INVALID_FIELD");
        String founded = list(ListAuditEntriesRequest.newBuilder().setCommand("FoundSite"))
                .getEntries(0)
                .getPosition();
        assertThat(Errors.of(() -> revert(founded, "")).reason()).isEqualTo("NOT_REVERTIBLE");
    }

    private RevertChangeResponse revert(String position, String request) {
        return AuditServiceGrpc.newBlockingStub(api.channel)
                .revertChange(RevertChangeRequest.newBuilder()
                        .setPosition(position)
                        .setRequestId(request)
                        .build());
    }

    private AuditEntry latest() {
        List<AuditEntry> entries =
                list(ListAuditEntriesRequest.newBuilder().setPageSize(1000)).getEntriesList();
        return entries.get(entries.size() - 1);
    }

    private void describe(String description) {
        PoolServiceGrpc.newBlockingStub(api.channel)
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(io.usher.proto.v1.Pool.newBuilder()
                                .setName("pools/office")
                                .setDescription(description))
                        .setUpdateMask(FieldMask.newBuilder().addPaths("description"))
                        .build());
    }

    private ListAuditEntriesResponse list(ListAuditEntriesRequest.Builder request) {
        return AuditServiceGrpc.newBlockingStub(api.channel).listAuditEntries(request.build());
    }
}
