package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Decision;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.LimitFinding;
import io.usher.proto.v1.ListDecisionsRequest;
import io.usher.proto.v1.ListDecisionsResponse;
import io.usher.proto.v1.OverLimitPolicy;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ReconnectMatch;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdateResourceRequest;
import io.usher.proto.v1.UpdateSiteRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits on users and how sessions are found again, over gRPC. */
class LimitsGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void refusesOneUserTooManyAndSaysWhy() {
        limitUsers(1, OverLimitPolicy.OVER_LIMIT_POLICY_UNSPECIFIED);
        assign("alice", "192.0.2.1");

        Errors error = Errors.of(() -> assign("bob", "192.0.2.2"));

        assertThat(error.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(error.reason()).isEqualTo("RESOURCE_LIMIT_REACHED");
        assertThat(error.message()).isEqualTo("1 users have resource desk and 1 may; try again later");
        assertThat(error.retry()).isPresent();
        Decision decision = api.decisions()
                .explainDecision(ExplainDecisionRequest.newBuilder()
                        .setName("decisions/" + error.metadata().get("decision"))
                        .build())
                .getDecision();
        assertThat(decision.getRule()).isEqualTo(Assignment.Rule.RULE_OVER_LIMIT);
        assertThat(decision.getLimitsList())
                .containsExactly(found(1, OverLimitPolicy.OVER_LIMIT_POLICY_WARN_USER_AND_REFUSE));
    }

    @Test
    void warnsAUserWhoIsLetIn() {
        limitUsers(1, OverLimitPolicy.OVER_LIMIT_POLICY_WARN_USER_AND_START);
        assign("alice", "192.0.2.1");

        assertThat(assign("bob", "192.0.2.2").getWarningsList())
                .containsExactly(found(1, OverLimitPolicy.OVER_LIMIT_POLICY_WARN_USER_AND_START));
        assertThat(notices()).isEmpty();
    }

    @Test
    void listsWhatAdministratorsAreToKnow() {
        limitUsers(1, OverLimitPolicy.OVER_LIMIT_POLICY_NOTIFY_ADMINISTRATORS_AND_START);
        assign("alice", "192.0.2.1");
        assertThat(notices()).isEmpty();

        assertThat(assign("bob", "192.0.2.2").getWarningsList()).as("the user").isEmpty();

        assertThat(notices()).singleElement().satisfies(decision -> {
            assertThat(decision.getUser()).isEqualTo("bob");
            assertThat(decision.getLimitsList())
                    .containsExactly(found(1, OverLimitPolicy.OVER_LIMIT_POLICY_NOTIFY_ADMINISTRATORS_AND_START));
        });
    }

    @Test
    void listsAllDecisionsPageByPage() {
        for (int user = 0; user < 12; user++) {
            assign("u" + user, "");
        }
        List<String> users = new ArrayList<>();
        ListDecisionsRequest.Builder request = ListDecisionsRequest.newBuilder().setPageSize(5);
        do {
            ListDecisionsResponse page = api.decisions().listDecisions(request.build());
            page.getDecisionsList().forEach(decision -> users.add(decision.getUser()));
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());

        assertThat(users).hasSize(12).startsWith("u0", "u1").endsWith("u10", "u11");
    }

    @Test
    void listsDecisionsAboutAUserOrAResource() {
        assign("alice", "");
        assign("bob", "");

        ListDecisionsRequest.Builder request = ListDecisionsRequest.newBuilder();
        assertThat(api.decisions().listDecisions(request.setUser("Bob").build()).getDecisionsList())
                .extracting(Decision::getUser)
                .containsExactly("bob");
        String resource =
                api.decisions().listDecisions(request.build()).getDecisions(0).getResource();
        assertThat(api.decisions()
                        .listDecisions(request.setResource(resource).build())
                        .getDecisionsList())
                .hasSize(1);
        assertThat(api.decisions()
                        .listDecisions(request.setResource("resources/other").build())
                        .getDecisionsList())
                .isEmpty();
        assertThat(Errors.of(() -> api.decisions()
                                .listDecisions(request.setResource("other").build()))
                        .fields())
                .containsExactly("resource");
    }

    @Test
    void findsSessionsByAddressWhereTheSiteOrThePoolSaysSo() {
        api.site()
                .updateSite(UpdateSiteRequest.newBuilder()
                        .setSite(Site.newBuilder()
                                .setName("site")
                                .setReconnectMatch(ReconnectMatch.RECONNECT_MATCH_USER_AND_ADDRESS))
                        .build());
        updatePool(Pool.newBuilder().setOneSessionPerUser(false));
        String first = assign("alice", "192.0.2.1").getSession();

        assertThat(assign("alice", "192.0.2.2").getSession()).isNotEqualTo(first);
        assertThat(assign("alice", "192.0.2.1").getSession()).isEqualTo(first);

        updatePool(Pool.newBuilder().setReconnectMatch(ReconnectMatch.RECONNECT_MATCH_USER));
        assertThat(assign("alice", "192.0.2.3").getSession()).isEqualTo(first);
    }

    @Test
    void keepsAUserToTheSessionsOfThePool() {
        updatePool(Pool.newBuilder()
                .setOneSessionPerUser(false)
                .setReconnectMatch(ReconnectMatch.RECONNECT_MATCH_USER_AND_ADDRESS)
                .setUserSessionLimit(2));
        assign("alice", "192.0.2.1");
        assign("alice", "192.0.2.2");

        Errors error = Errors.of(() -> assign("alice", "192.0.2.3"));

        assertThat(error.reason()).isEqualTo("USER_LIMIT_REACHED");
        assertThat(error.metadata()).containsEntry("kind", "USER_IN_POOL").containsEntry("limit", "2");
    }

    @Test
    void reportsMalformedLimits() {
        Errors error = Errors.of(
                () -> updatePool(Pool.newBuilder().setUserSessionLimit(1_001).setReconnectMatchValue(9)));

        assertThat(error.fields()).containsExactlyInAnyOrder("pool.user_session_limit", "pool.reconnect_match");
    }

    private List<Decision> notices() {
        return api.decisions()
                .listDecisions(
                        ListDecisionsRequest.newBuilder().setOnlyNotices(true).build())
                .getDecisionsList();
    }

    private void updatePool(Pool.Builder pool) {
        api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(pool.setName("pools/office"))
                        .build());
    }

    private void limitUsers(int most, OverLimitPolicy policy) {
        api.resources()
                .updateResource(UpdateResourceRequest.newBuilder()
                        .setResource(Resource.newBuilder()
                                .setName("resources/desk")
                                .setConcurrentUserLimit(most)
                                .setOverConcurrentUserLimit(policy))
                        .build());
    }

    private Assignment assign(String user, String address) {
        return api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setUser(user)
                        .setResource("resources/desk")
                        .setClientAddress(address)
                        .build())
                .getAssignment();
    }

    private static LimitFinding found(int users, OverLimitPolicy policy) {
        return LimitFinding.newBuilder()
                .setKind(LimitFinding.Kind.KIND_USERS_OF_RESOURCE)
                .setLimit(1)
                .setFound(users)
                .setPolicy(policy)
                .build();
    }
}
