package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.UpdatePoolRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that are begun ahead, over the API. */
class PrelaunchGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void isTakenOverByTheNextLaunch() {
        Assignment ahead = assign(request().setPrelaunch(true));
        assertThat(session(ahead).getPrelaunched()).isTrue();
        assertThat(assign(request().setPrelaunch(true)).getSession())
                .as("begun ahead again")
                .isEqualTo(ahead.getSession());
        assertThat(session(ahead).getPrelaunched()).isTrue();

        Assignment launched = assign(request());

        assertThat(launched.getSession()).isEqualTo(ahead.getSession());
        assertThat(launched.getRule()).isEqualTo(Assignment.Rule.RULE_EXISTING_SESSION);
        assertThat(session(launched).getPrelaunched()).isFalse();
    }

    @Test
    void neverWaitsForASeat() {
        assertThat(Errors.of(() -> assign(request().setPrelaunch(true).setMaxWait(Durations.fromSeconds(60))))
                        .fields())
                .containsExactly("prelaunch");
    }

    @Test
    void refusesToHoldForTooLong() {
        assertThat(Errors.of(() -> api.pools()
                                .updatePool(UpdatePoolRequest.newBuilder()
                                        .setPool(Pool.newBuilder()
                                                .setName("pools/office")
                                                .setPrelaunchHold(Durations.fromHours(25)))
                                        .build()))
                        .fields())
                .containsExactly("pool.prelaunch_hold");
    }

    private static AssignSessionRequest.Builder request() {
        return AssignSessionRequest.newBuilder().setUser("anna").setResource("resources/desk");
    }

    private Assignment assign(AssignSessionRequest.Builder request) {
        return api.sessions().assignSession(request.build()).getAssignment();
    }

    private Session session(Assignment assignment) {
        return api.sessions()
                .getSession(GetSessionRequest.newBuilder()
                        .setName(assignment.getSession())
                        .build())
                .getSession();
    }
}
