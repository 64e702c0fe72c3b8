package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.usher.core.model.Role;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.CancelQueueEntryRequest;
import io.usher.proto.v1.GetCallerRequest;
import io.usher.proto.v1.GrantRoleRequest;
import io.usher.proto.v1.ListRoleGrantsRequest;
import io.usher.proto.v1.ListUserResourcesRequest;
import io.usher.proto.v1.RevokeRoleRequest;
import io.usher.proto.v1.RoleGrant;
import io.usher.proto.v1.UpdateHostRequest;
import io.usher.proto.v1.WatchAssignmentRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever may make a call may not make it about everybody: a client asks for itself, an agent speaks for its host. */
class OwnAffairsTest {

    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void furnish() {
        api.furnish();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static Caller somebody(String name, Role role, String... groups) {
        Identity identity = new Identity(List.of("cn:" + name), name, List.of(name), List.of(groups));
        return new Caller(identity, Set.of(role), "10.1.2.3");
    }

    @Test
    void aClientAsksForItsOwnUserAlone() {
        api.actAs(somebody("Alice", Role.CLIENT));

        assertThat(assign("alice").getAssignment().getSession()).isNotEmpty();
        Errors denied = Errors.of(() -> assign("bob"));
        assertThat(denied.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(denied.message())
                .isEqualTo("asking for user bob needs one of these roles: admin or gateway; found cn:Alice with role"
                        + " client: a client asks for its own user alone, Alice; ask an administrator of the site");
        assertThat(Errors.of(() -> api.resources()
                                .listUserResources(ListUserResourcesRequest.newBuilder()
                                        .setUser("bob")
                                        .build()))
                        .code())
                .isEqualTo(Code.PERMISSION_DENIED);
    }

    @Test
    void aGatewayAsksForAnybody() {
        api.actAs(somebody("portal", Role.GATEWAY));

        assertThat(assign("alice").getAssignment().getSession()).isNotEmpty();
        assertThat(assign("bob").getAssignment().getSession()).isNotEmpty();
    }

    @Test
    void aClientIsAMemberOfTheGroupsThatItsCertificateNamesAndNoOther() {
        api.actAs(somebody("alice", Role.CLIENT, "staff"));

        Errors denied = Errors.of(() -> api.sessions()
                .assignSession(request("alice").toBuilder().addGroups("chiefs").build()));
        assertThat(denied.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(denied.message()).contains("asking as a member of chiefs");
        assertThat(ClientScopeOf.groups(somebody("alice", Role.CLIENT, "staff"), request("alice")))
                .containsExactly("staff");
        assertThat(ClientScopeOf.groups(
                        somebody("portal", Role.GATEWAY),
                        request("alice").toBuilder().addGroups("chiefs").build()))
                .containsExactly("chiefs");
    }

    @Test
    void aClientCannotSayThatItComesFromElsewhere() {
        AssignSessionRequest lying = request("alice").toBuilder()
                .setClientAddress("10.9.9.9")
                .setGateway("main")
                .build();

        AssignSessionRequest taken = ClientScopeOf.request(somebody("alice", Role.CLIENT), lying);

        assertThat(taken.getClientAddress()).isEmpty();
        assertThat(taken.getGateway()).isEmpty();
    }

    @Test
    void aClientWatchesAndGivesUpItsOwnPlaceAlone() {
        api.hosts()
                .updateHost(UpdateHostRequest.newBuilder()
                        .setHost(io.usher.proto.v1.Host.newBuilder()
                                .setName("hosts/h1")
                                .setMaxSessions(1))
                        .setUpdateMask(
                                com.google.protobuf.FieldMask.newBuilder().addPaths("max_sessions"))
                        .build());
        assign("zoe");
        String place = api.sessions()
                .assignSession(request("alice").toBuilder()
                        .setMaxWait(com.google.protobuf.Duration.newBuilder().setSeconds(60))
                        .build())
                .getQueueEntry()
                .getName();
        assertThat(place).isNotEmpty();

        api.actAs(somebody("bob", Role.CLIENT));
        assertThat(Errors.of(() -> cancel(place)).code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(Errors.of(() -> api.queue()
                                .watchAssignment(WatchAssignmentRequest.newBuilder()
                                        .setName(place)
                                        .build())
                                .next())
                        .code())
                .isEqualTo(Code.PERMISSION_DENIED);
        api.actAs(somebody("alice", Role.CLIENT));
        cancel(place);
    }

    @Test
    void anAgentSpeaksForTheHostThatItsCertificateNames() {
        api.actAs(somebody("h2", Role.AGENT));
        FakeAgent agent = new FakeAgent(api);
        agent.say(FakeAgent.registration("h1", "pools/office", "another"));

        Errors denied = Errors.of(agent.failure());
        assertThat(denied.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(denied.message()).contains("speaking for host h1").contains("cn:h2 with role agent");
    }

    @Test
    void tellsWhomItTakesTheCallerForAndKeepsTheTable() {
        assertThat(api.roles()
                        .getCaller(GetCallerRequest.getDefaultInstance())
                        .getCaller()
                        .getIdentity())
                .isEqualTo("local:administrator");
        RoleGrant grant = grant("cn:alice", io.usher.proto.v1.Role.ROLE_ADMIN);
        grant("cn:bob", io.usher.proto.v1.Role.ROLE_ADMIN);

        assertThat(api.roles()
                        .listRoleGrants(ListRoleGrantsRequest.getDefaultInstance())
                        .getGrantsList())
                .hasSize(2)
                .contains(grant);
        revoke("cn:bob");
        Errors last = Errors.of(() -> revoke("cn:alice"));
        assertThat(last.reason()).isEqualTo("LAST_ADMINISTRATOR");
        assertThat(Errors.of(() -> revoke("cn:carol")).reason()).isEqualTo("ROLE_NOT_GRANTED");
        assertThat(Errors.of(() -> grant("alice", io.usher.proto.v1.Role.ROLE_ADMIN))
                        .reason())
                .isEqualTo("INVALID_FIELD");
        assertThat(Errors.of(() -> grant("name:alice", io.usher.proto.v1.Role.ROLE_ADMIN))
                        .badRequest()
                        .orElseThrow()
                        .getFieldViolations(0)
                        .getDescription())
                .contains("must begin with one of [cn, email, dns, uri, ou, o, oidc, oidc-group]");
    }

    private RoleGrant grant(String identity, io.usher.proto.v1.Role role) {
        return api.roles()
                .grantRole(GrantRoleRequest.newBuilder()
                        .setIdentity(identity)
                        .setRole(role)
                        .build())
                .getGrant();
    }

    private void revoke(String identity) {
        api.roles()
                .revokeRole(RevokeRoleRequest.newBuilder()
                        .setIdentity(identity)
                        .setRole(io.usher.proto.v1.Role.ROLE_ADMIN)
                        .build());
    }

    private void cancel(String place) {
        api.queue()
                .cancelQueueEntry(
                        CancelQueueEntryRequest.newBuilder().setName(place).build());
    }

    private io.usher.proto.v1.AssignSessionResponse assign(String user) {
        return api.sessions().assignSession(request(user));
    }

    private static AssignSessionRequest request(String user) {
        return AssignSessionRequest.newBuilder()
                .setUser(user)
                .setResource("resources/desk")
                .build();
    }

    /** What is left of a request of somebody. */
    private static final class ClientScopeOf {
        private ClientScopeOf() {}

        static AssignSessionRequest request(Caller caller, AssignSessionRequest request) {
            try {
                return io.grpc.Context.ROOT.withValue(Caller.KEY, caller).call(() -> ClientScope.of(request));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        static List<String> groups(Caller caller, AssignSessionRequest request) {
            return request(caller, request).getGroupsList();
        }
    }
}
