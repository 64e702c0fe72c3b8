package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client tells about itself and its user on the way into the log. */
class ClientFactsGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void keepsWhatTheClientTellsWithTheSession() {
        Assignment assignment = assign(request().setClientOs("Windows 11").setGateway("gw-1"));

        Session session = api.sessions()
                .getSession(GetSessionRequest.newBuilder()
                        .setName(assignment.getSession())
                        .build())
                .getSession();
        assertThat(session.getClientOs()).isEqualTo("Windows 11");
        assertThat(session.getGateway()).isEqualTo("gw-1");
    }

    @Test
    void takesTheSameGroupsInAnotherOrderAndCaseForTheSameRequest() {
        Assignment first =
                assign(request().setRequestId("r1").addGroups("Staff").addGroups("writers"));
        Assignment again = assign(request()
                .setRequestId("r1")
                .addGroups("WRITERS")
                .addGroups("staff")
                .addGroups("staff"));

        assertThat(again.getFence()).isEqualTo(first.getFence());
    }

    @Test
    void takesOtherGroupsUnderTheSameIdForAnotherRequest() {
        assign(request().setRequestId("r1").addGroups("staff"));

        Errors error = Errors.of(() -> assign(request().setRequestId("r1").addGroups("guests")));

        assertThat(error.reason()).isEqualTo("REQUEST_ID_REUSED");
    }

    @Test
    void namesEveryMalformedFact() {
        Errors error = Errors.of(() -> assign(request()
                .setClientOs("x".repeat(129))
                .setGateway("x".repeat(257))
                .addGroups("x".repeat(257))));

        assertThat(error.fields()).containsExactlyInAnyOrder("client_os", "gateway", "groups");
    }

    private static AssignSessionRequest.Builder request() {
        return AssignSessionRequest.newBuilder().setUser("alice").setResource("resources/desk");
    }

    private Assignment assign(AssignSessionRequest.Builder request) {
        return api.sessions().assignSession(request.build()).getAssignment();
    }
}
