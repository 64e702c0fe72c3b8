package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Decision;
import io.usher.proto.v1.Decision.PoolFinding;
import io.usher.proto.v1.Decision.Verdict;
import io.usher.proto.v1.Decision.VerdictCount;
import io.usher.proto.v1.ExplainDecisionResponse;
import io.usher.proto.v1.FilterEffect;
import io.usher.proto.v1.FilterFinding;
import io.usher.proto.v1.ListUserResourcesRequest;
import io.usher.proto.v1.ListUserResourcesResponse;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.UpdateResourceRequest;
import io.usher.proto.v1.UpdateResourceResponse;
import io.usher.proto.v1.UserResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the command line shows and sends of folders, rules and views of users. */
class PublishedResourcesTest {

    private static final FilterFinding STAFF = FilterFinding.newBuilder()
            .setOwner("folders/office")
            .setRuleId("staff")
            .setEffect(FilterEffect.FILTER_EFFECT_ALLOW)
            .build();
    private static final FilterFinding DEFAULT = FilterFinding.newBuilder()
            .setOwner("resources/writer")
            .setEffect(FilterEffect.FILTER_EFFECT_DENY)
            .build();

    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void explainsWhichRuleDecided() {
        broker.answer(
                "ExplainDecision",
                ExplainDecisionResponse.newBuilder()
                        .setDecision(Decision.newBuilder()
                                .setName("decisions/12-0")
                                .setRule(Assignment.Rule.RULE_ACCESS_DENIED)
                                .addFilters(STAFF)
                                .addFilters(DEFAULT))
                        .build());

        Run run = Run.against(broker, "explain", "decisions/12-0");

        assertThat(run.out())
                .contains("a filtering rule keeps the user or the client out")
                .contains("folders/office staff allow, resources/writer default deny");
    }

    @Test
    void explainsThePoolsInTheirOrder() {
        broker.answer(
                "ExplainDecision",
                ExplainDecisionResponse.newBuilder()
                        .setDecision(Decision.newBuilder()
                                .setRule(Assignment.Rule.RULE_PLACED)
                                .addPools(PoolFinding.newBuilder()
                                        .setPool("pools/desks")
                                        .addCounts(count(Verdict.VERDICT_FULL, 2)))
                                .addPools(PoolFinding.newBuilder().setPool("pools/empty"))
                                .addPools(PoolFinding.newBuilder()
                                        .setPool("pools/spare")
                                        .addCounts(count(Verdict.VERDICT_ELIGIBLE, 1))))
                        .build());

        assertThat(Run.against(broker, "explain", "decisions/12-0").out())
                .contains("desks: 2 full, then empty: no host, then spare: 1 eligible");
    }

    @Test
    void showsWhatAUserSeesAndToOperatorsWhyNotTheRest() {
        broker.answer(
                "ListUserResources",
                ListUserResourcesResponse.newBuilder()
                        .addResources(UserResource.newBuilder()
                                .setResource("resources/writer")
                                .setKind(Resource.Kind.KIND_APPLICATION)
                                .setState(Resource.State.STATE_ENABLED)
                                .addFolderPath("Office")
                                .setVisibility(UserResource.Visibility.VISIBILITY_ACCESS_DENIED)
                                .addFilters(DEFAULT))
                        .build());

        Run run = Run.against(broker, "resource", "list", "--for-user", "alice", "--group", "staff,writers", "--why");

        assertThat(run.out()).isEqualTo("""
                        NAME    KIND         STATE    VISIBLE        WHY                            FOLDER  DISPLAY-NAME
                        writer  application  ENABLED  access-denied  resources/writer default deny  Office  -
                        """);
        ListUserResourcesRequest asked =
                (ListUserResourcesRequest) broker.asked().get(0).request();
        assertThat(asked.getShowHidden()).isTrue();
        assertThat(asked.getGroupsList()).containsExactly("staff", "writers");
    }

    @Test
    void sendsRulesInOrder() {
        broker.answer("UpdateResource", UpdateResourceResponse.getDefaultInstance());

        Run.against(
                broker,
                "resource",
                "update",
                "writer",
                "--rule",
                "guests: deny; group=guests",
                "--rule",
                "staff: allow; group=staff, inc|crew",
                "--default-rule",
                "deny");

        UpdateResourceRequest asked =
                (UpdateResourceRequest) broker.asked().get(0).request();
        assertThat(asked.getUpdateMask().getPathsList()).containsExactlyInAnyOrder("filter_rules", "default_effect");
        assertThat(asked.getResource().getFilterRulesList())
                .extracting(rule -> rule.getRuleId() + " "
                        + rule.getCriteria(0).getObjectsList().size())
                .containsExactly("guests 1", "staff 2");
        assertThat(asked.getResource().getDefaultEffect()).isEqualTo(FilterEffect.FILTER_EFFECT_DENY);
    }

    private static VerdictCount count(Verdict verdict, int hosts) {
        return VerdictCount.newBuilder().setVerdict(verdict).setHosts(hosts).build();
    }
}
