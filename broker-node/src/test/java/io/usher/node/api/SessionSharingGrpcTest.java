package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.UpdatePoolRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several applications in one session, over the API: the answer says so. */
class SessionSharingGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @BeforeEach
    void twoApplications() {
        publish("writer");
        publish("sheets");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void putsAFurtherApplicationIntoTheUsersSession() {
        share(true);
        Assignment first = assign("writer");
        Assignment second = assign("sheets");

        assertThat(second.getSession()).isEqualTo(first.getSession());
        assertThat(second.getRule()).isEqualTo(Assignment.Rule.RULE_SHARED_SESSION);
        assertThat(second.getFence()).isNotEqualTo(first.getFence());
    }

    @Test
    void givesEachApplicationItsOwnWhereSessionsAreNotShared() {
        share(false);

        assertThat(assign("sheets").getSession()).isNotEqualTo(assign("writer").getSession());
    }

    private void publish(String id) {
        api.resources()
                .createResource(CreateResourceRequest.newBuilder()
                        .setResourceId(id)
                        .setResource(Resource.newBuilder()
                                .setKind(Resource.Kind.KIND_APPLICATION)
                                .setCommandLine(id)
                                .addPools("pools/office"))
                        .build());
    }

    private void share(boolean sharing) {
        api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(Pool.newBuilder()
                                .setName("pools/office")
                                .setOneSessionPerUser(false)
                                .setSessionSharing(sharing))
                        .build());
    }

    private Assignment assign(String resource) {
        return api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setUser("anna")
                        .setResource("resources/" + resource)
                        .build())
                .getAssignment();
    }
}
