package io.usher.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an agent is started with. */
class AgentConfigurationTest {
    private static final Map<String, String> LEAST =
            Map.of("host.id", "h1", "host.pool", "office", "host.endpoint", "h1.example:3389");

    private static AgentConfig config(Map<String, String> flags) {
        return new AgentConfiguration()
                .load(new Sources(Optional.empty(), Map.of(), flags))
                .config();
    }

    private static Map<String, String> with(String... more) {
        Map<String, String> flags = new HashMap<>(LEAST);
        for (int i = 0; i < more.length; i += 2) {
            flags.put(more[i], more[i + 1]);
        }
        return flags;
    }

    private static List<String> complaints(Map<String, String> flags) {
        return catchThrowableOfType(ConfigurationException.class, () -> config(flags))
                .complaints();
    }

    @Test
    void looksAtXrdpOfThisMachineUnlessTold() {
        AgentConfig config = config(LEAST);

        assertThat(config.source()).isEqualTo(new AgentConfig.Source.Xrdp());
        assertThat(config.brokers()).containsExactly(new Address("127.0.0.1", 7400));
        assertThat(config.door()).isEmpty();
        assertThat(config.host().weight()).as("the pool's").isZero();
        assertThat(config.endOutsideLease()).isFalse();
    }

    @Test
    void takesProgramsWithTheirArguments() {
        AgentConfig config = config(with(
                "source", "command",
                "commands.list", "['/bin/my sessions', 'list']",
                "commands.end", "/bin/s,end,{key}",
                "commands.disconnect", "['/bin/s', '{key}']",
                "commands.reset", "['/bin/s', 'kill', '{key}']"));

        assertThat(config.source())
                .isEqualTo(new AgentConfig.Source.Command(
                        List.of("/bin/my sessions", "list"),
                        List.of("/bin/s", "end", "{key}"),
                        List.of("/bin/s", "{key}"),
                        List.of("/bin/s", "kill", "{key}"),
                        List.of(),
                        java.time.Duration.ofSeconds(5)));
    }

    @Test
    void simulatesAsManyHostsAsItIsTold() {
        assertThat(config(with("source", "simulate", "simulate.hosts", "20", "host.endpoint", "127.0.0.1:3400"))
                        .source())
                .isEqualTo(new AgentConfig.Source.Simulate(20));
    }

    @Test
    void putsADoorBeforeTheSessionHost() {
        assertThat(config(with("door.listen", "0.0.0.0:3389")).door())
                .contains(new AgentConfig.Door(new Address("0.0.0.0", 3389), new Address("127.0.0.1", 3390)));
    }

    @Test
    void endsSessionsOutsideTheLeaseWhereThereAreRealOnes() {
        assertThat(config(with("sessions.end-outside-lease", "true")).endOutsideLease())
                .isTrue();
        assertThat(complaints(with(
                        "source", "simulate",
                        "host.endpoint", "127.0.0.1:3389",
                        "sessions.end-outside-lease", "true")))
                .containsExactly("--sessions-end-outside-lease: sessions.end-outside-lease: expected false, since"
                        + " simulated hosts end nothing, found 'true'");
    }

    @Test
    void refusesASourceWithoutItsPrograms() {
        assertThat(complaints(with("source", "command", "commands.end", "/bin/s,end")))
                .containsExactly(
                        "commands.list: is missing; the source 'command' needs it, for example ['/usr/local/bin/sessions',"
                                + " 'list']",
                        "commands.disconnect: is missing; the source 'command' needs it, for example"
                                + " ['/usr/local/bin/sessions', 'disconnect', '{key}']",
                        "--commands-end: commands.end: expected the argument {key}, which stands for the session, found"
                                + " ['/bin/s', 'end']");
    }

    @Test
    void refusesBrokersBeyondLoopbackWithoutTls() {
        assertThat(complaints(with("brokers", "127.0.0.1:7400,broker2:7400")))
                .containsExactly("--brokers: brokers: broker2:7400 is beyond loopback, which needs TLS; set"
                        + " tls.certificate, tls.key and tls.ca");
    }

    @Test
    void refusesToSendClientsToEveryAddress() {
        assertThat(complaints(with("host.endpoint", "0.0.0.0:3389")))
                .containsExactly(
                        "--host-endpoint: host.endpoint: expected an address to which clients can be sent, found"
                                + " '0.0.0.0:3389'");
    }

    @Test
    void refusesToSimulateHostsForEverybody() {
        assertThat(complaints(with("source", "simulate")))
                .containsExactly(
                        "--host-endpoint: host.endpoint: expected a loopback address, since nobody else may come"
                                + " to simulated hosts, found 'h1.example:3389'");
    }

    @Test
    void refusesToBeWithoutBrokers() {
        assertThat(complaints(with("brokers", "[]")))
                .containsExactly("--brokers: brokers: expected at least one broker, found none");
    }
}
