package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.BrokerStatus.Role;
import io.usher.proto.v1.GetClusterStatusResponse;
import io.usher.proto.v1.GetSiteResponse;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.UpgradeSiteResponse;
import io.usher.proto.v1.UpgradeSiteResponse.BrokerLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How far an upgrade is, as people read it. */
class SiteUpgradeOutputTest {
    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void showsWhatEveryBrokerSupportsAndThatTheSiteCannotBeRaisedYet() {
        broker.answer(
                "UpgradeSite",
                UpgradeSiteResponse.newBuilder()
                        .setSite(site(1))
                        .setFeatureLevel(2)
                        .addBrokers(BrokerLevel.newBuilder()
                                .setBroker("b1")
                                .setVersion("0.2.0")
                                .setHighestFeatureLevel(2))
                        .addBrokers(BrokerLevel.newBuilder()
                                .setBroker("b2")
                                .setVersion("0.1.0")
                                .setHighestFeatureLevel(1)
                                .setHoldsBack(true))
                        .addBrokers(BrokerLevel.newBuilder()
                                .setBroker("b3")
                                .setHoldsBack(true)
                                .setError("did not answer in time"))
                        .build());

        Run rehearsed = Run.against(broker, "site", "upgrade", "--dry-run");

        assertThat(rehearsed.out()).isEqualTo("""
                BROKER  VERSION  SUPPORTS  READY
                b1      0.2.0    level 2   YES
                b2      0.1.0    level 1   TOO-OLD
                b3      -        -         NO-ANSWER
                the site is at feature level 1 and cannot be raised to 2 yet
                """);
        assertThat(rehearsed.exit()).isEqualTo(ExitCode.CONFLICT.code());
    }

    @Test
    void asksBeforeBecauseThereIsNoWayBack() {
        broker.answer(
                "UpgradeSite", UpgradeSiteResponse.newBuilder().setSite(site(2)).build());

        assertThat(Run.against(broker, "site", "upgrade").err())
                .contains("cannot be taken back; confirm it with --yes");
        assertThat(Run.against(broker, "site", "upgrade", "--yes").out()).isEqualTo("site\n");
    }

    @Test
    void remarksBesideTheSiteAndTheClusterThatTheUpgradeIsNotFinished() {
        broker.answer("GetSite", GetSiteResponse.newBuilder().setSite(site(1)).build());
        broker.answer("GetClusterStatus", status(2, 2));
        String ready = "feature level 1 (all brokers support 2: 'usher site upgrade')\n";
        assertThat(Run.against(broker, "cluster", "status").out()).endsWith(ready);
        assertThat(Run.against(broker, "site", "get").out()).endsWith(ready);

        broker.answer("GetClusterStatus", status(2, 0));
        assertThat(Run.against(broker, "cluster", "status").out())
                .endsWith("feature level 1 (2 is not supported by b2)\n");

        broker.answer("GetClusterStatus", status(1, 1));
        assertThat(Run.against(broker, "cluster", "status").out()).doesNotContain("feature level");
    }

    private static Site site(int level) {
        return Site.newBuilder()
                .setName("site")
                .setSiteId("bremen")
                .setFeatureLevel(level)
                .build();
    }

    /** A site at level 1 whose brokers say this; one of the release before says nothing. */
    private static GetClusterStatusResponse status(int first, int second) {
        return GetClusterStatusResponse.newBuilder()
                .setHasQuorum(true)
                .setFeatureLevel(1)
                .setAttainableFeatureLevel(Math.max(1, Math.min(first, second)))
                .addBrokers(BrokerStatus.newBuilder()
                        .setBroker("b1")
                        .setRole(Role.ROLE_PRIMARY)
                        .setHighestFeatureLevel(first))
                .addBrokers(BrokerStatus.newBuilder()
                        .setBroker("b2")
                        .setRole(Role.ROLE_SECONDARY)
                        .setHighestFeatureLevel(second))
                .build();
    }
}
