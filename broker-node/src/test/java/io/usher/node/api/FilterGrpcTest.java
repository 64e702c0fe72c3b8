package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.CreateFolderRequest;
import io.usher.proto.v1.Decision;
import io.usher.proto.v1.DeleteFolderRequest;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.FilterEffect;
import io.usher.proto.v1.FilterFinding;
import io.usher.proto.v1.FilterRule;
import io.usher.proto.v1.Folder;
import io.usher.proto.v1.GetFolderRequest;
import io.usher.proto.v1.ListFoldersRequest;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.UpdateFolderRequest;
import io.usher.proto.v1.UpdateResourceRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Folders and filtering rules through the API. */
class FilterGrpcTest {

    private static final FilterRule STAFF = FilterRule.newBuilder()
            .setRuleId("staff")
            .setEffect(FilterEffect.FILTER_EFFECT_ALLOW)
            .addCriteria(FilterRule.Criterion.newBuilder()
                    .setKind(FilterRule.Criterion.Kind.KIND_GROUP)
                    .addObjects("Staff"))
            .build();

    private final ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsTheUserToAskAndTheOperatorWhichRuleDecided() {
        update(Resource.newBuilder().addFilterRules(STAFF).setDefaultEffect(FilterEffect.FILTER_EFFECT_DENY));

        Errors error = Errors.of(() -> assign("guests"));

        assertThat(error.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(error.reason()).isEqualTo("ACCESS_DENIED");
        assertThat(error.message())
                .contains("desk", "says decisions/", "tell an administrator")
                .doesNotContain("staff");
        Decision decision = explain("decisions/" + error.metadata().get("decision"));
        assertThat(decision.getRule()).isEqualTo(Assignment.Rule.RULE_ACCESS_DENIED);
        assertThat(decision.getFiltersList())
                .containsExactly(finding("resources/desk", "", FilterEffect.FILTER_EFFECT_DENY));
    }

    @Test
    void namesTheRuleThatLetTheUserIn() {
        update(Resource.newBuilder().addFilterRules(STAFF).setDefaultEffect(FilterEffect.FILTER_EFFECT_DENY));

        Assignment assignment = assign("STAFF");

        assertThat(explain(assignment.getDecision()).getFiltersList())
                .containsExactly(finding("resources/desk", "staff", FilterEffect.FILTER_EFFECT_ALLOW));
    }

    @Test
    void asksTheFoldersFirst() {
        createFolder("office", Folder.newBuilder().addFilterRules(STAFF));
        createFolder(
                "desks",
                Folder.newBuilder().setParent("folders/office").setDefaultEffect(FilterEffect.FILTER_EFFECT_DENY));
        update(Resource.newBuilder().setFolder("folders/desks"));

        Errors error = Errors.of(() -> assign("staff"));

        assertThat(explain("decisions/" + error.metadata().get("decision")).getFiltersList())
                .containsExactly(
                        finding("folders/office", "staff", FilterEffect.FILTER_EFFECT_ALLOW),
                        finding("folders/desks", "", FilterEffect.FILTER_EFFECT_DENY));
    }

    @Test
    void hidesAndMaintainsWhatIsInAFolder() {
        createFolder(
                "office",
                Folder.newBuilder().setState(Resource.State.STATE_MAINTENANCE).setMaintenanceMessage("Back at noon"));
        update(Resource.newBuilder().setFolder("folders/office"));

        assertThat(Errors.of(() -> assign("staff")).message()).contains("Back at noon");

        updateFolder(Folder.newBuilder().setState(Resource.State.STATE_DISABLED), "state");
        assertThat(Errors.of(() -> assign("staff")).reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void movesAFolderAndKeepsTheRest() {
        createFolder("top", Folder.newBuilder());
        createFolder("office", Folder.newBuilder().setDisplayName("Office").addFilterRules(STAFF));

        Folder moved = updateFolder(Folder.newBuilder().setParent("folders/top"), "parent");

        assertThat(moved.getParent()).isEqualTo("folders/top");
        assertThat(moved.getDisplayName()).isEqualTo("Office");
        assertThat(moved.getFilterRules(0).getCriteria(0).getObjects(0))
                .as("folded")
                .isEqualTo("staff");
        assertThat(api.folders()
                        .getFolder(GetFolderRequest.newBuilder()
                                .setName("folders/office")
                                .build())
                        .getFolder())
                .isEqualTo(moved);
        assertThat(api.folders()
                        .listFolders(ListFoldersRequest.getDefaultInstance())
                        .getFoldersList())
                .extracting(Folder::getName)
                .containsExactly("folders/office", "folders/top");
        assertThat(Errors.of(() -> delete("folders/top")).reason()).isEqualTo("FOLDER_NOT_EMPTY");
        updateFolder(Folder.newBuilder(), "parent");
        delete("folders/top");
        assertThat(api.folders()
                        .listFolders(ListFoldersRequest.getDefaultInstance())
                        .getFoldersList())
                .hasSize(1);
    }

    @Test
    void removesAllRulesAtOnce() {
        update(Resource.newBuilder().addFilterRules(STAFF).setDefaultEffect(FilterEffect.FILTER_EFFECT_DENY));

        api.resources()
                .updateResource(UpdateResourceRequest.newBuilder()
                        .setResource(Resource.newBuilder().setName("resources/desk"))
                        .setUpdateMask(
                                FieldMask.newBuilder().addPaths("filter_rules").addPaths("default_effect"))
                        .build());

        assertThat(assign("guests").getHost()).isNotEmpty();
    }

    @Test
    void saysWhichRuleIsMalformedAndHow() {
        FilterRule wrong = STAFF.toBuilder()
                .addCriteria(FilterRule.Criterion.newBuilder()
                        .setKind(FilterRule.Criterion.Kind.KIND_CLIENT_ADDRESS)
                        .addObjects("10.1.2.3/8"))
                .build();

        Errors error = Errors.of(() -> update(Resource.newBuilder().addFilterRules(wrong)));

        assertThat(error.fields()).containsExactly("resource.filter_rules");
        assertThat(Errors.of(() -> update(
                                Resource.newBuilder().addFilterRules(STAFF).addFilterRules(STAFF)))
                        .fields())
                .containsExactly("resource.filter_rules");
        assertThat(Errors.of(() -> update(Resource.newBuilder().setFolder("office")))
                        .fields())
                .containsExactly("resource.folder");
    }

    private static FilterFinding finding(String owner, String rule, FilterEffect effect) {
        return FilterFinding.newBuilder()
                .setOwner(owner)
                .setRuleId(rule)
                .setEffect(effect)
                .build();
    }

    private Assignment assign(String group) {
        return api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setUser("alice")
                        .setResource("resources/desk")
                        .addGroups(group)
                        .build())
                .getAssignment();
    }

    private Decision explain(String name) {
        return api.decisions()
                .explainDecision(
                        ExplainDecisionRequest.newBuilder().setName(name).build())
                .getDecision();
    }

    private void update(Resource.Builder resource) {
        api.resources()
                .updateResource(UpdateResourceRequest.newBuilder()
                        .setResource(resource.setName("resources/desk"))
                        .build());
    }

    private void createFolder(String id, Folder.Builder folder) {
        api.folders()
                .createFolder(CreateFolderRequest.newBuilder()
                        .setFolderId(id)
                        .setFolder(folder)
                        .build());
    }

    private Folder updateFolder(Folder.Builder folder, String path) {
        return api.folders()
                .updateFolder(UpdateFolderRequest.newBuilder()
                        .setFolder(folder.setName("folders/office"))
                        .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                        .build())
                .getFolder();
    }

    private void delete(String name) {
        api.folders()
                .deleteFolder(DeleteFolderRequest.newBuilder().setName(name).build());
    }
}
