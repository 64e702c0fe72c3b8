package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.usher.core.command.FoundSite;
import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.node.primary.Newcomers.Newcomer;
import io.usher.node.replication.GroupMembers;
import io.usher.proto.v1.AddBrokerRequest;
import io.usher.proto.v1.GetSiteRequest;
import io.usher.proto.v1.UpgradeSiteRequest;
import io.usher.proto.v1.UpgradeSiteResponse;
import io.usher.proto.v1.UpgradeSiteResponse.BrokerLevel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A site of the first release is raised to what this one supports. */
class SiteUpgradeGrpcTest {

    private static final BrokerId B2 = new BrokerId("b2");
    private static final BrokerId B3 = new BrokerId("b3");
    private static final int HIGHEST = FeatureLevel.highest().value();

    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void aSiteOfTheFirstRelease() {
        api.broker.apply(new FoundSite(new SiteId("test"), "", SiteSettings.DEFAULTS));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void raisesTheSiteToWhatEveryBrokerSupportsAndAgainChangesNothing() {
        assertThat(level()).isEqualTo(1);

        UpgradeSiteResponse raised = upgrade(0);

        assertThat(raised.getSite().getFeatureLevel()).isEqualTo(HIGHEST);
        assertThat(raised.getBrokersList()).extracting(BrokerLevel::getBroker).containsExactly("b1", "b2", "b3");
        assertThat(level()).isEqualTo(HIGHEST);
        // What is done needs nobody's word.
        api.control.silent.add(B2);
        assertThat(upgrade(0).getSite().getEtag()).isEqualTo(raised.getSite().getEtag());
    }

    @Test
    void isHeldBackByABrokerOfTheReleaseBefore() {
        api.control.supported.put(B2, 0);

        Errors error = Errors.of(() -> upgrade(0));

        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.reason()).isEqualTo("FEATURE_LEVEL_HELD_BACK");
        assertThat(error.message()).contains("b2 (version 0.2.0, level 1)").doesNotContain("b3");
        assertThat(level()).isEqualTo(1);
    }

    @Test
    void isHeldBackByAStandbyAndByABrokerThatDoesNotAnswer() {
        api.control.members = new GroupMembers(
                List.of(FakeControl.peer("b1"), FakeControl.peer("b2")), List.of(FakeControl.peer("b3")));
        api.control.supported.put(B3, 1);
        api.control.silent.add(B2);

        assertThat(Errors.of(() -> upgrade(0)).message())
                .contains("b2 (cannot be reached")
                .contains("b3 (version");
        assertThat(level()).isEqualTo(1);
    }

    @Test
    void asksABrokerAgainThatHasJustComeBack() {
        api.control.slow.add(B2);

        assertThat(upgrade(0).getSite().getFeatureLevel()).isEqualTo(HIGHEST);
    }

    @Test
    void isNeverRaisedAboveWhatThisReleaseSupportsAndNeverLowered() {
        assertThat(Errors.of(() -> upgrade(HIGHEST + 1)).message()).contains("b1 (version 0.2.0, level " + HIGHEST);
        upgrade(HIGHEST);

        Errors lowered = Errors.of(() -> upgrade(1));
        assertThat(lowered.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(lowered.reason()).isEqualTo("FEATURE_LEVEL_LOWERED");
        assertThat(Errors.of(() -> upgrade(-1)).reason()).isEqualTo("INVALID_FIELD");
        assertThat(level()).isEqualTo(HIGHEST);
    }

    @Test
    void saysWhoHoldsItBackAndChangesNothing() {
        api.control.supported.put(B2, 1);

        UpgradeSiteResponse told = api.site()
                .upgradeSite(
                        UpgradeSiteRequest.newBuilder().setValidateOnly(true).build());

        assertThat(told.getFeatureLevel()).isEqualTo(HIGHEST);
        assertThat(told.getBrokersList()).filteredOn(BrokerLevel::getHoldsBack).hasSize(1);
        assertThat(told.getSite().getFeatureLevel()).isEqualTo(1);
        assertThat(level()).isEqualTo(1);
    }

    @Test
    void aBrokerThatDoesNotSupportTheLevelOfTheSiteIsNotAdded() {
        upgrade(0);
        api.newcomers.heard(new Newcomer(FakeControl.peer("b4"), "b4:7400", "0.1.0", FeatureLevel.FIRST));

        Errors error = Errors.of(() -> api.brokers()
                .addBroker(AddBrokerRequest.newBuilder().setBrokerId("b4").build()));

        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.reason()).isEqualTo("BROKER_TOO_OLD");
        assertThat(error.message()).contains("b4 supports feature levels up to 1, the site is at " + HIGHEST);
        assertThat(api.control.members.find(new BrokerId("b4"))).isEmpty();
    }

    private UpgradeSiteResponse upgrade(int level) {
        return api.site()
                .upgradeSite(
                        UpgradeSiteRequest.newBuilder().setFeatureLevel(level).build());
    }

    private int level() {
        return api.site().getSite(GetSiteRequest.getDefaultInstance()).getSite().getFeatureLevel();
    }
}
