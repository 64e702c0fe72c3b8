package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.DescribeHostResponse;
import io.usher.proto.v1.EffectiveSetting;
import io.usher.proto.v1.EffectiveSetting.Origin;
import io.usher.proto.v1.Host;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The settings in effect on a host, as people read them. */
class DescribeTest {
    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void tellsWhereEachSettingComesFrom() {
        broker.answer(
                "DescribeHost",
                DescribeHostResponse.newBuilder()
                        .setHost(Host.newBuilder().setName("hosts/h1").setPool("pools/office"))
                        .addSettings(setting("weight", 300, Origin.ORIGIN_POOL, "pools/office"))
                        .addSettings(setting("max_sessions", 250, Origin.ORIGIN_DEFAULT, ""))
                        .addSettings(setting("pending_logon_limit", 0, Origin.ORIGIN_SITE, "site"))
                        .addSettings(setting("linger_timeout", 90, Origin.ORIGIN_HOST, "hosts/h1"))
                        .addSettings(setting("disconnected_timeout", 0, Origin.ORIGIN_DEFAULT, ""))
                        .build());

        assertThat(Run.against(broker, "host", "describe", "h1").out()).endsWith("""

                        SETTING               VALUE  FROM
                        weight                300    pool office
                        max-sessions          250    default
                        pending-logon-limit   none   site
                        linger-timeout        1m30s  host h1
                        disconnected-timeout  never  default
                        """);
    }

    private static EffectiveSetting setting(String name, int value, Origin origin, String source) {
        return EffectiveSetting.newBuilder()
                .setSetting(name)
                .setValue(value)
                .setOrigin(origin)
                .setSource(source)
                .build();
    }
}
