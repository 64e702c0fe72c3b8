package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.usher.core.command.AssignSession;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import io.usher.node.ticket.TicketVerdict;
import io.usher.node.ticket.TicketVerifier;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Decision;
import io.usher.proto.v1.DisconnectSessionRequest;
import io.usher.proto.v1.EndSessionRequest;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.GetHostRequest;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.ListSessionsResponse;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.UpdateHostRequest;
import io.usher.proto.v1.UpdateResourceRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void assignsAHostWithATicketAndADecision() {
        Assignment assignment = assign("Alice", "r1").getAssignment();

        assertThat(assignment.getHost()).isEqualTo("hosts/h1");
        assertThat(assignment.getEndpoint()).isEqualTo("h1.example:3389");
        assertThat(assignment.getRule()).isEqualTo(Assignment.Rule.RULE_PLACED);
        Session session = get(assignment.getSession());
        assertThat(session.getUser()).as("folded to lower case").isEqualTo("alice");
        assertThat(session.getState()).isEqualTo(Session.State.STATE_PENDING);
        assertThat(session.getFence()).isEqualTo(assignment.getFence());
        assertThat(session.getRequestId()).isEqualTo("r1");
    }

    @Test
    void signsTheTicketWithTheKeyOfTheAskedBroker() {
        Assignment assignment = assign("alice", "r1").getAssignment();

        TicketVerifier host = new TicketVerifier(new HostId("h1"));
        host.trust(List.of(api.key.publicKey()));
        host.registered(new HostIncarnation(LogPosition.parse(api.hosts()
                .getHost(GetHostRequest.newBuilder().setName("hosts/h1").build())
                .getHost()
                .getIncarnation())));
        assertThat(host.redeem(assignment.getTicket(), new LogTime(1_000_000)))
                .isInstanceOfSatisfying(
                        TicketVerdict.Accepted.class,
                        accepted ->
                                assertThat(accepted.ticket().fence().toString()).isEqualTo(assignment.getFence()));
    }

    @Test
    void returnsTheSameAssignmentWhenTheReplyWasLost() {
        api.broker.loseReplies();
        assertThat(Errors.of(() -> assign("alice", "r1")).reason()).isEqualTo("OUTCOME_UNKNOWN");
        api.broker.heal();

        Assignment first = assign("alice", "r1").getAssignment();
        Assignment second = assign("alice", "r1").getAssignment();

        assertThat(second).as("ticket and all").isEqualTo(first);
        assertThat(list(ListSessionsRequest.getDefaultInstance())).hasSize(1);
    }

    @Test
    void refusesARequestIdThatServedAnotherUser() {
        assign("alice", "r1");

        Errors error = Errors.of(() -> assign("bob", "r1"));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.reason()).isEqualTo("REQUEST_ID_REUSED");
    }

    @Test
    void assignsUnderARandomIdWhenTheCallerGivesNone() {
        Assignment first = assign("alice", "").getAssignment();
        Assignment second = assign("alice", "").getAssignment();

        assertThat(second.getSession()).isEqualTo(first.getSession());
        assertThat(second.getRule()).isEqualTo(Assignment.Rule.RULE_EXISTING_SESSION);
        assertThat(second.getFence()).isNotEqualTo(first.getFence());
    }

    @Test
    void reportsAllMalformedFieldsAtOnce() {
        Errors error = Errors.of(() -> api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setResource("desk")
                        .setClientName("x".repeat(257))
                        .setClientAddress("x".repeat(65))
                        .setRequestId("ö")
                        .build()));

        assertThat(error.fields())
                .containsExactlyInAnyOrder("user", "resource", "client_name", "client_address", "request_id");
    }

    @Test
    void countsTheReasonsWhenNoHostHasASeat() {
        api.hosts()
                .updateHost(UpdateHostRequest.newBuilder()
                        .setHost(
                                Host.newBuilder().setName("hosts/h1").setLogonControl(LogonControl.LOGON_CONTROL_DRAIN))
                        .build());

        Errors error = Errors.of(() -> assign("alice", "r1"));

        assertThat(error.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(error.reason()).isEqualTo("NO_SEAT");
        assertThat(error.metadata()).containsEntry("draining", "1").containsKey("decision");
        assertThat(error.retry()).isPresent();
    }

    @Test
    void explainsARefusalByTheDecisionThatItNames() {
        api.hosts()
                .updateHost(UpdateHostRequest.newBuilder()
                        .setHost(Host.newBuilder()
                                .setName("hosts/h1")
                                .setLogonControl(LogonControl.LOGON_CONTROL_DISABLED))
                        .build());
        Errors error = Errors.of(() -> assign("alice", "r1"));

        Decision decision = explain("decisions/" + error.metadata().get("decision"));

        assertThat(decision.getRule()).isEqualTo(Assignment.Rule.RULE_NO_SEAT);
        assertThat(decision.getCountsList())
                .containsExactly(Decision.VerdictCount.newBuilder()
                        .setVerdict(Decision.Verdict.VERDICT_DISABLED)
                        .setHosts(1)
                        .build());
    }

    @Test
    void explainsAnAssignmentByItsDecisionAndByItsSession() {
        Assignment assignment = assign("alice", "r1").getAssignment();

        Decision decision = explain(assignment.getDecision());

        assertThat(decision.getChosenHost()).isEqualTo("hosts/h1");
        assertThat(decision.getUser()).isEqualTo("alice");
        assertThat(decision.getCandidates(0).getVerdict()).isEqualTo(Decision.Verdict.VERDICT_ELIGIBLE);
        assertThat(explain(assignment.getSession())).isEqualTo(decision);
    }

    @Test
    void tellsThatADecisionIsNotKept() {
        assertThat(Errors.of(() -> explain("decisions/99-0")).reason()).isEqualTo("DECISION_NOT_FOUND");
        assertThat(Errors.of(() -> explain("sessions/s-99-0")).reason()).isEqualTo("DECISION_NOT_FOUND");
        assertThat(Errors.of(() -> explain("pools/office")).fields()).containsExactly("name");
    }

    @Test
    void passesOnTheWordsOfAMaintenance() {
        api.resources()
                .updateResource(UpdateResourceRequest.newBuilder()
                        .setResource(Resource.newBuilder()
                                .setName("resources/desk")
                                .setState(Resource.State.STATE_MAINTENANCE)
                                .setMaintenanceMessage("back at noon"))
                        .build());

        Errors error = Errors.of(() -> assign("alice", "r1"));

        assertThat(error.reason()).isEqualTo("RESOURCE_IN_MAINTENANCE");
        assertThat(error.message()).contains("back at noon");
    }

    @Test
    void refusesToDisconnectASessionThatIsNotActive() {
        String session = assign("alice", "r1").getAssignment().getSession();

        Errors error = Errors.of(() -> api.sessions()
                .disconnectSession(
                        DisconnectSessionRequest.newBuilder().setName(session).build()));

        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.reason()).isEqualTo("ILLEGAL_STATE");
        assertThat(error.metadata()).containsEntry("found", "PENDING");
    }

    @Test
    void endsAPendingSession() {
        String session = assign("alice", "r1").getAssignment().getSession();

        api.sessions()
                .endSession(EndSessionRequest.newBuilder().setName(session).build());

        assertThat(get(session).getPendingAction()).isEqualTo(Session.Action.ACTION_LOG_OFF);
    }

    @Test
    void listsSessionsByEveryFilter() {
        api.addHost("h2");
        assign("alice", "a");
        assign("bob", "b");
        String ofBob = only(ListSessionsRequest.newBuilder().setUser("BOB")).getName();
        String host = get(ofBob).getHost();

        assertThat(list(ListSessionsRequest.newBuilder().setHost(host).build()))
                .extracting(Session::getUser)
                .containsExactly("bob");
        assertThat(list(ListSessionsRequest.newBuilder().setPool("pools/office").build()))
                .hasSize(2);
        assertThat(list(ListSessionsRequest.newBuilder().setPool("pools/other").build()))
                .isEmpty();
        assertThat(list(ListSessionsRequest.newBuilder()
                        .setResource("resources/desk")
                        .build()))
                .hasSize(2);
        assertThat(list(ListSessionsRequest.newBuilder()
                        .setState(Session.State.STATE_ACTIVE)
                        .build()))
                .isEmpty();
    }

    @Test
    void listsPageByPageInOrderOfCreation() {
        for (int i = 0; i < 25; i++) {
            api.broker.apply(new AssignSession(new UserName("user" + i), new ResourceId("desk"), ClientInfo.UNKNOWN));
        }
        List<String> users = new ArrayList<>();
        String token = "";
        do {
            ListSessionsResponse page = api.sessions()
                    .listSessions(ListSessionsRequest.newBuilder()
                            .setPageSize(10)
                            .setPageToken(token)
                            .build());
            page.getSessionsList().forEach(session -> users.add(session.getUser()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(users)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("user0", "user1")
                .endsWith("user24");
    }

    @Test
    void bindsAPageTokenToTheFilters() {
        assign("alice", "a");
        api.addHost("h2");
        assign("bob", "b");
        String token = api.sessions()
                .listSessions(ListSessionsRequest.newBuilder().setPageSize(1).build())
                .getNextPageToken();
        assertThat(token).isNotEmpty();

        Errors error = Errors.of(() -> list(ListSessionsRequest.newBuilder()
                .setPageToken(token)
                .setUser("bob")
                .build()));

        assertThat(error.reason()).isEqualTo("INVALID_PAGE_TOKEN");
    }

    @Test
    void countsSeatsOnTheHost() {
        assign("alice", "a");

        Host host = api.hosts()
                .getHost(GetHostRequest.newBuilder().setName("hosts/h1").build())
                .getHost();

        assertThat(host.getSessionCount()).isEqualTo(1);
        assertThat(host.getPendingCount()).isEqualTo(1);
        assertThat(host.getInFlightCount()).isEqualTo(1);
        assertThat(host.getEffectiveMaxSessions()).isEqualTo(250);
    }

    private AssignSessionResponse assign(String user, String requestId) {
        return api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setUser(user)
                        .setResource("resources/desk")
                        .setRequestId(requestId)
                        .build());
    }

    private Session get(String name) {
        return api.sessions()
                .getSession(GetSessionRequest.newBuilder().setName(name).build())
                .getSession();
    }

    private List<Session> list(ListSessionsRequest request) {
        return api.sessions().listSessions(request).getSessionsList();
    }

    private Session only(ListSessionsRequest.Builder request) {
        List<Session> found = list(request.build());
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private Decision explain(String name) {
        return api.decisions()
                .explainDecision(
                        ExplainDecisionRequest.newBuilder().setName(name).build())
                .getDecision();
    }
}
