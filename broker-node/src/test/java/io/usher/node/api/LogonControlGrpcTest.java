package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.usher.proto.v1.ControlHostLogonsRequest;
import io.usher.proto.v1.ControlPoolLogonsRequest;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.ListHostsRequest;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.UpdateHostRequest;
import io.usher.proto.v1.UpdatePoolRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may log on, over gRPC: of a host, and of a pool of three of which two have to stay open. */
class LogonControlGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @BeforeEach
    void threeHosts() {
        api.addHost("h2");
        api.addHost("h3");
        api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(Pool.newBuilder().setName("pools/office").setMinOpenHosts(2))
                        .build());
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void drainsAHostAndLeavesItsOtherSettings() {
        api.hosts()
                .updateHost(UpdateHostRequest.newBuilder()
                        .setHost(Host.newBuilder().setName("hosts/h1").setWeight(7))
                        .build());

        Host drained = control("h1", LogonControl.LOGON_CONTROL_DRAIN_UNTIL_RESTART, false);

        assertThat(drained.getLogonControl()).isEqualTo(LogonControl.LOGON_CONTROL_DRAIN_UNTIL_RESTART);
        assertThat(drained.getWeight()).isEqualTo(7);
    }

    @Test
    void keepsEnoughHostsOpenUnlessSomebodyInsists() {
        control("h1", LogonControl.LOGON_CONTROL_DRAIN, false);

        Errors error = Errors.of(() -> control("h2", LogonControl.LOGON_CONTROL_DISABLED, false));

        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.reason()).isEqualTo("TOO_FEW_OPEN_HOSTS");
        assertThat(error.message())
                .isEqualTo("1 hosts of pool office would be left open and 2 must be; open another one first,"
                        + " or allow it");
        assertThat(control("h2", LogonControl.LOGON_CONTROL_DISABLED, true).getLogonControl())
                .isEqualTo(LogonControl.LOGON_CONTROL_DISABLED);
    }

    @Test
    void controlsAWholePoolAtOnce() {
        control("h1", LogonControl.LOGON_CONTROL_DRAIN, false);
        assertThat(Errors.of(() -> controlPool(LogonControl.LOGON_CONTROL_DRAIN, false))
                        .reason())
                .isEqualTo("TOO_FEW_OPEN_HOSTS");

        assertThat(controlPool(LogonControl.LOGON_CONTROL_DRAIN, true)).isEqualTo(2);
        assertThat(controls()).containsOnly(LogonControl.LOGON_CONTROL_DRAIN);

        assertThat(controlPool(LogonControl.LOGON_CONTROL_ENABLED, false)).isEqualTo(3);
        assertThat(controls()).containsOnly(LogonControl.LOGON_CONTROL_ENABLED);
    }

    @Test
    void reportsMalformedFields() {
        Errors error = Errors.of(() -> control("", LogonControl.LOGON_CONTROL_UNSPECIFIED, false));

        assertThat(error.fields()).containsExactlyInAnyOrder("name", "logon_control");
    }

    private Host control(String host, LogonControl control, boolean belowMinimum) {
        return api.hosts()
                .controlHostLogons(ControlHostLogonsRequest.newBuilder()
                        .setName("hosts/" + host)
                        .setLogonControl(control)
                        .setAllowBelowMinimum(belowMinimum)
                        .build())
                .getHost();
    }

    private int controlPool(LogonControl control, boolean belowMinimum) {
        return api.pools()
                .controlPoolLogons(ControlPoolLogonsRequest.newBuilder()
                        .setName("pools/office")
                        .setLogonControl(control)
                        .setAllowBelowMinimum(belowMinimum)
                        .build())
                .getChangedHostCount();
    }

    private List<LogonControl> controls() {
        return api.hosts().listHosts(ListHostsRequest.getDefaultInstance()).getHostsList().stream()
                .map(Host::getLogonControl)
                .toList();
    }
}
