package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.it.client.UsherClient;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.CommandResult;
import io.usher.it.cluster.TestCluster;
import io.usher.it.traffic.Farm;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.CreateFolderRequest;
import io.usher.proto.v1.CreateScheduleRequest;
import io.usher.proto.v1.Folder;
import io.usher.proto.v1.FolderServiceGrpc;
import io.usher.proto.v1.GrantRoleRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Role;
import io.usher.proto.v1.RoleServiceGrpc;
import io.usher.proto.v1.Schedule;
import io.usher.proto.v1.ScheduleServiceGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings go from one site to another. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SettingsCopyIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void givesAnotherSiteTheSameSettingsAndFindsNothingToDoTheSecondTime() {
        TestCluster headOffice = site.start(TestCluster.aCluster().withBrokers(1));
        TestCluster branch = site.startBeside("branch", TestCluster.aCluster().withBrokers(1));
        furnish(headOffice.client());
        Farm.setUp(branch.client(), Pool.newBuilder().setMethod(BalancingMethod.BALANCING_METHOD_ROUND_ROBIN));
        BrokerProcess to = branch.broker("b1");
        String from = headOffice.broker("b1").endpoint().address();

        CommandResult dry = branch.run(to, "site", "copy-settings", "--from", from, "--dry-run");
        CommandResult copied = branch.run(to, "site", "copy-settings", "--from", from);
        CommandResult again = branch.run(to, "site", "copy-settings", "--from", from);

        assertThat(dry.output()).contains("pools/office").doesNotContain("done");
        assertThat(copied.status()).as(copied.output()).isZero();
        assertThat(copied.output().replaceAll(" +", " "))
                .contains(
                        "site update host_lease, lost_after done",
                        "folders/work create - done",
                        "pools/office update method done",
                        "resources/desktop unchanged",
                        "schedules/night create - done",
                        "roles/operator cn:bob create - done");
        assertThat(again.output())
                .contains("unchanged")
                .doesNotContain("create")
                .doesNotContain("update")
                .doesNotContain("done");
    }

    private static void furnish(UsherClient client) {
        Farm.setLeases(client, Duration.ofSeconds(20), Duration.ofSeconds(40));
        Farm.setUp(client, Pool.newBuilder().setMethod(BalancingMethod.BALANCING_METHOD_DEPTH_FIRST));
        Farm.must(client.call(
                FolderServiceGrpc.getCreateFolderMethod(),
                CreateFolderRequest.newBuilder()
                        .setFolderId("work")
                        .setFolder(Folder.newBuilder().setDisplayName("Work"))
                        .setRequestId(Farm.newRequestId())
                        .build(),
                LIMIT));
        Farm.must(client.call(
                ScheduleServiceGrpc.getCreateScheduleMethod(),
                CreateScheduleRequest.newBuilder()
                        .setScheduleId("night")
                        .setSchedule(Schedule.newBuilder()
                                .setPool("pools/office")
                                .setRecurrence("0 22 * * *")
                                .addSteps(Schedule.Step.newBuilder().setAction(Schedule.Action.ACTION_DRAIN)))
                        .setRequestId(Farm.newRequestId())
                        .build(),
                LIMIT));
        Farm.must(client.call(
                RoleServiceGrpc.getGrantRoleMethod(),
                GrantRoleRequest.newBuilder()
                        .setIdentity("cn:bob")
                        .setRole(Role.ROLE_OPERATOR)
                        .setRequestId(Farm.newRequestId())
                        .build(),
                LIMIT));
    }
}
