package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.usher.proto.v1.CreateFolderRequest;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.FilterEffect;
import io.usher.proto.v1.FilterFinding;
import io.usher.proto.v1.FilterRule;
import io.usher.proto.v1.Folder;
import io.usher.proto.v1.ListUserResourcesRequest;
import io.usher.proto.v1.ListUserResourcesResponse;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.UserResource;
import io.usher.proto.v1.UserResource.Visibility;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user may see now, and why not. Beside these four there is the desk of the fixture, which everybody sees. */
class UserResourcesGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @BeforeEach
    void publish() {
        createFolder("hidden", Folder.newBuilder().setState(Resource.State.STATE_DISABLED));
        createFolder("office", Folder.newBuilder().setDisplayName("Office"));
        createFolder(
                "repair",
                Folder.newBuilder()
                        .setParent("folders/office")
                        .setState(Resource.State.STATE_MAINTENANCE)
                        .setMaintenanceMessage("Back at noon"));
        create("old", Resource.newBuilder().setFolder("folders/hidden"));
        create("paint", Resource.newBuilder().setFolder("folders/repair").setDisplayName("Paint"));
        create(
                "ledger",
                Resource.newBuilder()
                        .addFilterRules(FilterRule.newBuilder()
                                .setRuleId("accounting")
                                .setEffect(FilterEffect.FILTER_EFFECT_ALLOW)
                                .addCriteria(FilterRule.Criterion.newBuilder()
                                        .setKind(FilterRule.Criterion.Kind.KIND_GROUP)
                                        .addObjects("accounting")))
                        .setDefaultEffect(FilterEffect.FILTER_EFFECT_DENY));
        create("nightly", Resource.newBuilder().setState(Resource.State.STATE_DISABLED));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsWhatTheUserMaySeeWithItsState() {
        assertThat(list(ListUserResourcesRequest.newBuilder()))
                .extracting(UserResource::getResource, UserResource::getState, UserResource::getMaintenanceMessage)
                .containsExactly(
                        tuple("resources/desk", Resource.State.STATE_ENABLED, ""),
                        tuple("resources/paint", Resource.State.STATE_MAINTENANCE, "Back at noon"));
    }

    @Test
    void tellsTheWayThroughTheFoldersAndNothingThatIsForOperators() {
        UserResource paint = list(ListUserResourcesRequest.newBuilder()).get(1);

        assertThat(paint.getFolderPathList()).containsExactly("Office", "repair");
        assertThat(paint.getDisplayName()).isEqualTo("Paint");
        assertThat(paint.getStateOwner()).isEmpty();
        assertThat(paint.getFiltersList()).isEmpty();
    }

    @Test
    void goesByTheGroupsThatAreTold() {
        assertThat(list(ListUserResourcesRequest.newBuilder().addGroups("Accounting")))
                .extracting(UserResource::getResource)
                .containsExactly("resources/desk", "resources/ledger", "resources/paint");
    }

    @Test
    void tellsOperatorsWhyAUserDoesNotSeeTheRest() {
        List<UserResource> all = list(ListUserResourcesRequest.newBuilder().setShowHidden(true));

        assertThat(all)
                .extracting(UserResource::getResource, UserResource::getVisibility, UserResource::getStateOwner)
                .containsExactly(
                        tuple("resources/desk", Visibility.VISIBILITY_VISIBLE, "resources/desk"),
                        tuple("resources/ledger", Visibility.VISIBILITY_ACCESS_DENIED, "resources/ledger"),
                        tuple("resources/nightly", Visibility.VISIBILITY_DISABLED, "resources/nightly"),
                        tuple("resources/old", Visibility.VISIBILITY_DISABLED, "folders/hidden"),
                        tuple("resources/paint", Visibility.VISIBILITY_VISIBLE, "folders/repair"));
        assertThat(all.get(1).getFiltersList())
                .containsExactly(FilterFinding.newBuilder()
                        .setOwner("resources/ledger")
                        .setEffect(FilterEffect.FILTER_EFFECT_DENY)
                        .build());
    }

    @Test
    void givesPagesOfWhatIsSeen() {
        ListUserResourcesRequest.Builder request =
                ListUserResourcesRequest.newBuilder().setUser("alice").setPageSize(1);
        ListUserResourcesResponse first = api.resources().listUserResources(request.build());
        ListUserResourcesResponse second = api.resources()
                .listUserResources(
                        request.setPageToken(first.getNextPageToken()).build());

        assertThat(first.getResources(0).getResource()).isEqualTo("resources/desk");
        assertThat(second.getResources(0).getResource()).isEqualTo("resources/paint");
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(Errors.of(() -> api.resources()
                                .listUserResources(request.setUser("bob").build()))
                        .reason())
                .isEqualTo("INVALID_PAGE_TOKEN");
    }

    @Test
    void namesMalformedFields() {
        Errors error = Errors.of(() -> api.resources()
                .listUserResources(ListUserResourcesRequest.newBuilder()
                        .setClientOs("x".repeat(129))
                        .build()));

        assertThat(error.fields()).containsExactlyInAnyOrder("user", "client_os");
    }

    private List<UserResource> list(ListUserResourcesRequest.Builder request) {
        return api.resources()
                .listUserResources(request.setUser("Alice").build())
                .getResourcesList();
    }

    private void create(String id, Resource.Builder resource) {
        api.resources()
                .createResource(CreateResourceRequest.newBuilder()
                        .setResourceId(id)
                        .setResource(
                                resource.setKind(Resource.Kind.KIND_DESKTOP).addPools("pools/office"))
                        .build());
    }

    private void createFolder(String id, Folder.Builder folder) {
        api.folders()
                .createFolder(CreateFolderRequest.newBuilder()
                        .setFolderId(id)
                        .setFolder(folder)
                        .build());
    }
}
