package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import io.usher.proto.v1.CreateFolderRequest;
import io.usher.proto.v1.CreateFolderResponse;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.Folder;
import io.usher.proto.v1.GetSiteResponse;
import io.usher.proto.v1.ListFoldersResponse;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.ListResourcesResponse;
import io.usher.proto.v1.ListRoleGrantsResponse;
import io.usher.proto.v1.ListSchedulesResponse;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.Role;
import io.usher.proto.v1.RoleGrant;
import io.usher.proto.v1.Schedule;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdatePoolResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of one site for another one, on the command line. */
class SettingsTest {

    private static final Resource DESK = Resource.newBuilder()
            .setName("resources/desk")
            .setKind(Resource.Kind.KIND_DESKTOP)
            .addPools("pools/spare")
            .build();

    private final FakeBroker from = new FakeBroker();
    private final FakeBroker to = new FakeBroker();

    @TempDir
    private Path folder;

    SettingsTest() {
        answerWithNothing(from);
        answerWithNothing(to);
        from.answer("GetSite", site("head-office", "Head office", 5));
        from.answer(
                "ListFolders",
                ListFoldersResponse.newBuilder()
                        .addFolders(Folder.newBuilder().setName("folders/a").setParent("folders/z"))
                        .addFolders(Folder.newBuilder().setName("folders/z"))
                        .build());
        from.answer(
                "ListPools",
                ListPoolsResponse.newBuilder()
                        .addPools(pool("office", 7).setEtag("812-0").setHostCount(3))
                        .addPools(pool("spare", 0))
                        .build());
        from.answer(
                "ListResources",
                ListResourcesResponse.newBuilder().addResources(DESK).build());
        from.answer(
                "ListSchedules",
                ListSchedulesResponse.newBuilder()
                        .addSchedules(Schedule.newBuilder()
                                .setName("schedules/once")
                                .setStartTime(Timestamp.newBuilder().setSeconds(1)))
                        .build());
        to.answer("GetSite", site("branch", "Branch", 5));
        to.answer(
                "ListPools",
                ListPoolsResponse.newBuilder()
                        .addPools(pool("office", 0).setEtag("31-0"))
                        .addPools(pool("old", 0))
                        .build());
        to.answer(
                "ListRoleGrants",
                ListRoleGrantsResponse.newBuilder()
                        .addGrants(RoleGrant.newBuilder()
                                .setIdentity("cn:bob")
                                .setRole(Role.ROLE_ADMIN)
                                .setRevision(4))
                        .build());
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    @Test
    void showsWhatItWouldDoInTheOrderInWhichItCanBeDone() {
        Run run = copy("--dry-run");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()
                        .lines()
                        .map(line -> line.strip().replaceAll("( +-)*$", "").replaceAll(" {2,}-? *", " | ")))
                .containsExactly(
                        "OBJECT | CHANGE | WHAT | RESULT",
                        "site | unchanged",
                        "folders/z | create",
                        "folders/a | create",
                        "pools/office | update | user_session_limit",
                        "pools/spare | create",
                        "pools/old | kept",
                        "resources/desk | create",
                        "schedules/once | left-out | it starts in the past",
                        "roles/admin cn:bob | kept");
        assertThat(written()).isEmpty();
    }

    @Test
    void saysHowFarItCameWhenTheOtherSiteRefuses() {
        to.answer("CreateFolder", CreateFolderResponse.getDefaultInstance());
        to.answer("UpdatePool", UpdatePoolResponse.getDefaultInstance());
        to.refuse("CreatePool", Code.RESOURCE_EXHAUSTED, "TOO_MANY", "there are enough pools");

        Run run = copy("--request-id", "run");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("there are enough pools");
        assertThat(run.out()
                        .lines()
                        .map(line -> line.strip().replaceAll("( +-)*$", "").replaceAll(" {2,}-? *", " | ")))
                .contains(
                        "folders/a | create | done",
                        "pools/office | update | user_session_limit | done",
                        "pools/spare | create | failed",
                        "resources/desk | create | not-tried");
        assertThat(requests(CreateFolderRequest.class))
                .extracting(CreateFolderRequest::getFolderId)
                .containsExactly("z", "a");
        UpdatePoolRequest update = requests(UpdatePoolRequest.class).get(0);
        assertThat(update.getPool().getEtag()).isEqualTo("31-0");
        assertThat(update.getPool().getHostCount()).isZero();
        // The same run under the same id asks for the same once more.
        copy("--request-id", "run");
        assertThat(requests(CreatePoolRequest.class))
                .extracting(CreatePoolRequest::getRequestId)
                .hasSize(2)
                .containsOnly(requests(CreatePoolRequest.class).get(0).getRequestId());
        assertThat(requests(CreatePoolRequest.class).get(0).getRequestId()).isNotEqualTo(update.getRequestId());
    }

    @Test
    void changesNothingWhereOneObjectCannotBecomeTheOther() {
        Resource application =
                DESK.toBuilder().setKind(Resource.Kind.KIND_APPLICATION).build();
        to.answer(
                "ListResources",
                ListResourcesResponse.newBuilder().addResources(application).build());

        Run run = copy();

        assertThat(run.code()).isEqualTo(ExitCode.CONFLICT);
        assertThat(run.out()).contains("conflict   a desktop cannot become an application");
        assertThat(run.err()).contains("nothing was copied");
        assertThat(written()).isEmpty();
    }

    @Test
    void exportsWhatItCanReadAgainAndNothingOfTheSitesOwn() throws IOException {
        Run exported = Run.against(from, "site", "export-settings");
        Path file = folder.resolve("settings.json");
        Files.writeString(file, exported.out());

        assertThat(exported.out()).doesNotContain("812-0", "Head office", "head-office");
        Run fromFile = Run.against(to, "site", "copy-settings", "--from-file", file.toString(), "--dry-run");
        assertThat(fromFile.out()).isEqualTo(copy("--dry-run").out());
        Files.writeString(file, "{}");
        assertThat(Run.against(to, "site", "copy-settings", "--from-file", file.toString())
                        .err())
                .contains("there are no settings of a site in it");
    }

    private Run copy(String... more) {
        List<String> arguments = new ArrayList<>(List.of("site", "copy-settings", "--from", from.address()));
        arguments.addAll(List.of(more));
        return Run.against(to, arguments.toArray(String[]::new));
    }

    private List<FakeBroker.Asked> written() {
        return to.asked().stream()
                .filter(asked ->
                        !asked.method().startsWith("List") && !asked.method().startsWith("Get"))
                .toList();
    }

    private <Q extends Message> List<Q> requests(Class<Q> type) {
        return to.asked().stream()
                .map(FakeBroker.Asked::request)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static void answerWithNothing(FakeBroker broker) {
        broker.answer("ListFolders", ListFoldersResponse.getDefaultInstance());
        broker.answer("ListPools", ListPoolsResponse.getDefaultInstance());
        broker.answer("ListResources", ListResourcesResponse.getDefaultInstance());
        broker.answer("ListSchedules", ListSchedulesResponse.getDefaultInstance());
        broker.answer("ListRoleGrants", ListRoleGrantsResponse.getDefaultInstance());
    }

    private static GetSiteResponse site(String id, String displayName, int limit) {
        return GetSiteResponse.newBuilder()
                .setSite(Site.newBuilder()
                        .setName("site")
                        .setSiteId(id)
                        .setDisplayName(displayName)
                        .setUserSessionLimit(limit))
                .build();
    }

    private static Pool.Builder pool(String id, int limit) {
        return Pool.newBuilder().setName("pools/" + id).setUserSessionLimit(limit);
    }
}
