package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import io.usher.proto.v1.DescribeHostRequest;
import io.usher.proto.v1.DescribeHostResponse;
import io.usher.proto.v1.GetHostRequest;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.UpdateHostRequest;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdateSiteRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What hosts inherit, from site to pool to host, over gRPC. */
class HostSettingsGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void beginsWithTheDefaults() {
        assertThat(inEffect())
                .containsExactly(
                        "weight=100 DEFAULT ",
                        "max_sessions=250 DEFAULT ",
                        "pending_logon_limit=0 DEFAULT ",
                        "linger_timeout=0 DEFAULT ",
                        "disconnected_timeout=0 DEFAULT ");
        assertThat(describe().getHost()).isEqualTo(host());
    }

    @Test
    void takesTheNearestThatSaysSomething() {
        update(Site.newBuilder().setHostWeight(10).setMaxSessionsPerHost(20).setPendingLogonLimit(30));
        update(Pool.newBuilder().setMaxSessionsPerHost(21).setPendingLogonLimit(0));
        update(Host.newBuilder().setPendingLogonLimit(32), "pending_logon_limit");

        assertThat(inEffect())
                .contains(
                        "weight=10 SITE site",
                        "max_sessions=21 POOL pools/office",
                        "pending_logon_limit=32 HOST hosts/h1");
        assertThat(host().getEffectiveMaxSessions()).isEqualTo(21);
        assertThat(host().getMaxSessions()).as("its own").isZero();
    }

    @Test
    void inheritsAgainWhatIsClearedAndKnowsNoLimitFromNothingSaid() {
        update(Pool.newBuilder().setPendingLogonLimit(5));
        update(Host.newBuilder().setWeight(7).setPendingLogonLimit(0), "weight", "pending_logon_limit");
        assertThat(inEffect()).contains("weight=7 HOST hosts/h1", "pending_logon_limit=0 HOST hosts/h1");

        update(Host.newBuilder(), "weight", "pending_logon_limit");

        assertThat(inEffect()).contains("weight=100 DEFAULT ", "pending_logon_limit=5 POOL pools/office");
        assertThat(host().hasPendingLogonLimit()).isFalse();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        Errors error = Errors.of(() -> update(Site.newBuilder()
                .setHostWeight(10_001)
                .setMaxSessionsPerHost(-1)
                .setPendingLogonLimit(-1)));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.fields())
                .containsExactlyInAnyOrder(
                        "site.host_weight", "site.max_sessions_per_host", "site.pending_logon_limit");
    }

    @Test
    void inheritsWhenSessionsThatNobodyWorksInAreLoggedOff() {
        update(Site.newBuilder().setLingerTimeout(seconds(25)).setDisconnectedTimeout(seconds(3600)));
        update(Pool.newBuilder().setLingerTimeout(seconds(60)));
        update(Host.newBuilder().setDisconnectedTimeout(seconds(0)), "disconnected_timeout");

        assertThat(inEffect()).contains("linger_timeout=60 POOL pools/office", "disconnected_timeout=0 HOST hosts/h1");

        update(Host.newBuilder(), "disconnected_timeout");
        assertThat(inEffect()).contains("disconnected_timeout=3600 SITE site");
    }

    @Test
    void refusesTimesThatAreNoWholeSecondsOrTooLong() {
        Errors error = Errors.of(() -> update(Site.newBuilder()
                .setLingerTimeout(Duration.newBuilder().setNanos(1))
                .setDisconnectedTimeout(seconds(31 * 24 * 3600))));

        assertThat(error.fields()).containsExactlyInAnyOrder("site.linger_timeout", "site.disconnected_timeout");
    }

    private static Duration seconds(long seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }

    @Test
    void knowsNoOtherHosts() {
        Errors error = Errors.of(() -> api.hosts()
                .describeHost(
                        DescribeHostRequest.newBuilder().setName("hosts/h9").build()));

        assertThat(error.reason()).isEqualTo("HOST_NOT_FOUND");
    }

    private List<String> inEffect() {
        return describe().getSettingsList().stream()
                .map(setting -> setting.getSetting() + "=" + setting.getValue() + " "
                        + setting.getOrigin().name().replace("ORIGIN_", "") + " " + setting.getSource())
                .toList();
    }

    private DescribeHostResponse describe() {
        return api.hosts()
                .describeHost(
                        DescribeHostRequest.newBuilder().setName("hosts/h1").build());
    }

    private Host host() {
        return api.hosts()
                .getHost(GetHostRequest.newBuilder().setName("hosts/h1").build())
                .getHost();
    }

    private void update(Site.Builder site) {
        api.site()
                .updateSite(UpdateSiteRequest.newBuilder()
                        .setSite(site.setName("site"))
                        .build());
    }

    private void update(Pool.Builder pool) {
        api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(pool.setName("pools/office"))
                        .build());
    }

    private void update(Host.Builder host, String... fields) {
        api.hosts()
                .updateHost(UpdateHostRequest.newBuilder()
                        .setHost(host.setName("hosts/h1"))
                        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(fields)))
                        .build());
    }
}
