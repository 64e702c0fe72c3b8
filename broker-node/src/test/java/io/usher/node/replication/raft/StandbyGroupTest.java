package io.usher.node.replication.raft;

import static io.usher.node.replication.raft.TestSite.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.command.Answer;
import io.usher.core.model.BrokerId;
import io.usher.node.replication.ElectionSettings;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicaStatus.Role;
import io.usher.node.replication.SnapshotSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers lose and get votes while the group works. */
class StandbyGroupTest {

    @Test
    void aStandbyTakesTheVoteOfADeadVoterWhichFollowsWithoutAVoteWhenItIsBack(@TempDir Path folder) {
        try (TestSite site = new TestSite(folder, 3, SnapshotSettings.DEFAULTS)) {
            BrokerId primary = site.awaitPrimary();
            site.prepare(primary, 5);
            BrokerId dead = site.awaitSecondary();
            BrokerId voter = site.awaitOtherSecondary();
            GroupControl control = site.broker(primary).control();
            Peer standby = site.startNewcomer("b4");
            join(control.addStandby(standby));
            awaitRole(site, standby.id(), Role.STANDBY);
            assertThatThrownBy(() -> control.checkHandOver(standby.id())).hasMessageContaining("has no vote");

            site.stop(dead);
            GroupMembers before = control.members();
            Peer gone = before.find(dead).orElseThrow();
            join(control.changeVotes(before, before.withStandby(gone).withVoter(standby)));
            awaitRole(site, standby.id(), Role.SECONDARY);
            // Two of three are up once more when another one dies.
            site.stop(voter);
            assertThat(join(site.assign(primary, "ada", "one")).reply()).isInstanceOf(Answer.Granted.class);

            site.start(dead, site.settings(dead, false).patient());
            await("the one that is back to learn of it", () -> site.broker(dead).mustStartAgain());
            site.stop(dead);
            site.start(dead, false);
            awaitRole(site, dead, Role.STANDBY);
            assertThat(site.broker(dead).mustStartAgain()).isFalse();
            join(control.handOver(standby.id()));
            assertThat(join(site.assign(dead, "bob", "two")).reply()).isInstanceOf(Answer.Granted.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aStandbyThatDiedKeepsNobodyFromBeingAddedAndIsSentTheLogWhenItIsBack(@TempDir Path folder) {
        try (TestSite site = new TestSite(folder, 1, SnapshotSettings.DEFAULTS)) {
            BrokerId primary = site.awaitPrimary();
            site.prepare(primary, 5);
            GroupControl control = site.broker(primary).control();
            Peer standby = site.startNewcomer("b4");
            join(control.addStandby(standby));
            awaitRole(site, standby.id(), Role.STANDBY);
            site.stop(standby.id());
            // Whoever answered until now is taken for caught up.
            await(
                    "the standby to be missed",
                    () -> silence(site, primary, standby.id()).compareTo(ElectionSettings.DEFAULTS.most()) > 0);

            Peer voter = site.startNewcomer("b5");
            join(control.add(voter));
            awaitRole(site, voter.id(), Role.SECONDARY);

            site.start(standby.id(), false);
            assertThat(join(site.assign(standby.id(), "ada", "one")).reply()).isInstanceOf(Answer.Granted.class);
        }
    }

    private static Duration silence(TestSite site, BrokerId primary, BrokerId silent) throws IOException {
        return site.broker(primary).status().peers().stream()
                .filter(contact -> contact.peer().id().equals(silent))
                .flatMap(contact -> contact.lastContact().stream())
                .findFirst()
                .orElseThrow();
    }

    private static void awaitRole(TestSite site, BrokerId broker, Role role) {
        await(broker + " as " + role, () -> site.broker(broker).status().role() == role);
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).pollInterval(Duration.ofMillis(20)).until(condition);
    }
}
