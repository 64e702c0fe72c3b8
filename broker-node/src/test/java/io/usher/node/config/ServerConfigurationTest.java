package io.usher.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.usher.node.telemetry.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broker is started with, and every way in which that can be wrong. */
class ServerConfigurationTest {
    private static final String LEAST = "broker: {id: b1}\nstorage: {directory: /data}\n";

    private final ServerConfiguration configuration = new ServerConfiguration();

    @TempDir
    private Path directory = Path.of("");

    private Path file(String yaml) {
        try {
            return Files.writeString(directory.resolve("usher.yaml"), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Loaded<ServerConfig> load(String yaml, Map<String, String> environment, Map<String, String> flags) {
        return configuration.load(new Sources(Optional.of(file(yaml)), environment, flags));
    }

    private ServerConfig config(String yaml) {
        return load(yaml, Map.of(), Map.of()).config();
    }

    /** The complaints with the name of the file but not its directory. */
    private List<String> complaints(String yaml) {
        return complaints(yaml, Map.of(), Map.of());
    }

    private List<String> complaints(String yaml, Map<String, String> environment, Map<String, String> flags) {
        ConfigurationException exception =
                catchThrowableOfType(ConfigurationException.class, () -> load(yaml, environment, flags));
        assertThat(exception).as("expected complaints about\n%s", yaml).isNotNull();
        return exception.complaints().stream()
                .map(complaint -> complaint.replace(directory + "/", ""))
                .toList();
    }

    @Test
    void anIssuerOfTokensNeedsAnAudienceAndASafeAddress() {
        assertThat(complaints(LEAST + "oidc: {issuer: 'https://login.example'}"))
                .singleElement()
                .asString()
                .contains("oidc.issuer: needs oidc.audience");
        assertThat(complaints(LEAST + "oidc: {issuer: 'http://login.example', audience: usher}"))
                .anySatisfy(complaint ->
                        assertThat(complaint).contains("oidc.issuer").contains("https"));
        assertThat(config(LEAST + "oidc: {issuer: 'http://127.0.0.1:9/realm', audience: usher}")
                        .security()
                        .oidc())
                .hasValueSatisfying(oidc -> assertThat(oidc.userClaim()).isEqualTo("preferred_username"));
    }

    @Test
    void needsNoMoreThanAnIdAndADirectory() {
        ServerConfig config = config(LEAST);

        assertThat(config.siteId()).isEqualTo("usher");
        assertThat(config.brokerId()).isEqualTo("b1");
        assertThat(config.storage().directory()).isEqualTo(Path.of("/data"));
        assertThat(config.storage().firstStart()).isFalse();
        assertThat(config.api().listen()).isEqualTo(new Address("127.0.0.1", 7400));
        assertThat(config.api().advertise()).isEqualTo(config.api().listen());
        assertThat(config.api().tls()).isEmpty();
        assertThat(config.self())
                .isEqualTo(new PeerBroker(
                        "b1",
                        new Address("127.0.0.1", 7400),
                        new Address("127.0.0.1", 7401),
                        new Address("127.0.0.1", 7402)));
        assertThat(config.logLevel()).isEqualTo(LogLevel.INFO);
    }

    @Test
    void letsFlagsWinOverTheEnvironmentAndThatOverTheFile() {
        String yaml = LEAST + "snapshot: {entries: 1, bytes: 1MiB, age: 1s}\n";

        ServerConfig config = load(
                        yaml,
                        Map.of("USHER_SNAPSHOT_ENTRIES", "2", "USHER_SNAPSHOT_BYTES", "2MiB"),
                        Map.of("snapshot.entries", "3"))
                .config();

        assertThat(config.snapshots().entries()).isEqualTo(3);
        assertThat(config.snapshots().bytes()).isEqualTo(2L << 20);
        assertThat(config.snapshots().age()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.snapshots().retained()).isEqualTo(3);
    }

    @Test
    void printsEveryValueWithItsPlace() {
        Settings settings = load(
                        LEAST + "site: {id: east}\n",
                        Map.of("USHER_SNAPSHOT_ENTRIES", "2"),
                        Map.of("log.level", "debug"))
                .settings();

        assertThat(ConfigText.effective(settings).replace(directory + "/", ""))
                .startsWith("site:\n  id: east                                      # usher.yaml:3\n")
                .contains("  entries: 2                                    # USHER_SNAPSHOT_ENTRIES\n")
                .contains("  level: debug                                  # --log-level\n")
                .contains("  age: 1h                                       # default\n")
                .contains("  advertise: 127.0.0.1:7400                     # as api.listen\n")
                .contains("  # certificate: not set                        # default\n");
    }

    @Test
    void readsWhatItPrints() {
        Loaded<ServerConfig> loaded =
                load(LEAST + "peers: [b1=127.0.0.1:1, b2=127.0.0.1:11, b3=127.0.0.1:21]\n", Map.of(), Map.of());

        assertThat(config(ConfigText.effective(loaded.settings()))).isEqualTo(loaded.config());
    }

    @Test
    void takesItsOwnAddressFromThePeers() {
        ServerConfig config = config("""
                broker: {id: b2}
                storage: {directory: /data}
                peers:
                  - {id: b2, api: 127.0.0.1:7500, raft: 127.0.0.1:7600}
                  - {id: b1, api: '[::1]:7400'}
                  - b3=localhost:7700
                """);

        assertThat(config.api().listen()).isEqualTo(new Address("127.0.0.1", 7500));
        assertThat(config.self().raft()).isEqualTo(new Address("127.0.0.1", 7600));
        assertThat(config.self().peer()).isEqualTo(new Address("127.0.0.1", 7502));
        assertThat(config.group().peers()).extracting(PeerBroker::id).containsExactly("b1", "b2", "b3");
        assertThat(config.group().peers().get(0).raft()).isEqualTo(new Address("::1", 7401));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b1=127.0.0.1:7400,b2=127.0.0.1:7410, b3=127.0.0.1:7420",
                "[b1=127.0.0.1:7400, b2=127.0.0.1:7410, b3=127.0.0.1:7420]",
                "[{id: b1, api: '127.0.0.1:7400'}, b2=127.0.0.1:7410, b3=127.0.0.1:7420]"
            })
    void takesPeersFromTheEnvironment(String peers) {
        ServerConfig config =
                load(LEAST, Map.of("USHER_PEERS", peers), Map.of()).config();

        assertThat(config.group().peers()).extracting(peer -> peer.api().port()).containsExactly(7400, 7410, 7420);
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertThat(complaints("""
                        site:
                          id: Not Good
                        snapshot:
                          age: forever
                        nonsense: 3
                        """, Map.of("USHER_LOG_LEVEL", "loud"), Map.of("snapshot.entries", "-4")))
                .containsExactly(
                        "usher.yaml:5: nonsense: there is no such option; remove it, or see 'usher config sample' for"
                                + " those that there are",
                        "usher.yaml:2: site.id: expected 1 to 63 characters of a-z, 0-9, and inside also '-' and '.',"
                                + " found 'Not Good'",
                        "broker.id: is missing; set it in the file, as --broker-id or as USHER_BROKER_ID, for example to"
                                + " b1",
                        "storage.directory: is missing; set it in the file, as --storage-directory or as"
                                + " USHER_STORAGE_DIRECTORY, for example to /var/lib/usher",
                        "--snapshot-entries: snapshot.entries: expected a number of 1 to 100000000, found '-4'",
                        "usher.yaml:4: snapshot.age: expected a duration of 1s to 7d with its unit, such as 500ms, 5s or"
                                + " 1h, found 'forever'",
                        "USHER_LOG_LEVEL: log.level: expected one of off, error, warn, info, debug, trace, found"
                                + " 'loud'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // unknown keys
                "api: {lisen: 127.0.0.1:1}    | api.lisen: there is no such option; did you mean api.listen?",
                "snapshots: {entries: 5}      | snapshots: there is no such option; did you mean snapshot?",
                // values of the wrong kind
                "snapshot: {age: 5}           | snapshot.age: expected a duration of 1s to 7d with its unit, such as 500ms, 5s or 1h, found '5'",
                "snapshot: {age: 8d}          | snapshot.age: expected a duration of 1s to 7d with its unit, such as 500ms, 5s or 1h, found '8d'",
                "snapshot: {age: }            | snapshot.age: expected a duration of 1s to 7d with its unit, such as 500ms, 5s or 1h, found nothing",
                "snapshot: {age: [1s]}        | snapshot.age: expected a duration of 1s to 7d with its unit, such as 500ms, 5s or 1h, found a list",
                "snapshot: {age: {s: 1}}      | snapshot.age: expected a duration of 1s to 7d with its unit, such as 500ms, 5s or 1h, found keys with values",
                "snapshot: 5                  | snapshot: expected options below it, such as snapshot.age, found '5'",
                "snapshot: {bytes: 64}        | snapshot.bytes: expected a size of 1MiB to 1TiB with its unit, such as 64KiB or 4MiB, found '64'",
                "snapshot: {bytes: 64MB}      | snapshot.bytes: expected a size of 1MiB to 1TiB with its unit, such as 64KiB or 4MiB, found '64MB'",
                "snapshot: {bytes: 9999999999999TiB} | snapshot.bytes: expected a size of 1MiB to 1TiB with its unit, such as 64KiB or 4MiB, found '9999999999999TiB'",
                "snapshot: {entries: 1e3}     | snapshot.entries: expected a number of 1 to 100000000, found '1e3'",
                "storage: {directory: /data, first-start: yes} | storage.first-start: expected true or false, found 'yes'",
                "api: {listen: 127.0.0.1}     | api.listen: expected host:port, such as 127.0.0.1:7400, found '127.0.0.1'",
                "api: {listen: ':7400'}       | api.listen: expected host:port, such as 127.0.0.1:7400, found ':7400'",
                "api: {listen: 127.0.0.1:70000} | api.listen: expected host:port, such as 127.0.0.1:7400, found '127.0.0.1:70000'",
                "api: {listen: '::1:7400'}    | api.listen: expected host:port, such as 127.0.0.1:7400, found '::1:7400'",
                // values that do not fit each other
                "election: {least-timeout: 2s, most-timeout: 1s} | election.most-timeout: expected at least 2s, the value of election.least-timeout, found '1s'",
                "election: {least-timeout: 2s} | election.most-timeout: expected at least 2s, the value of election.least-timeout, found '1s200ms'",
                "limits: {default-deadline: 2m} | limits.longest-deadline: expected at least 2m, the value of limits.default-deadline, found '1m'",
                "api-tls: {client-ca: pom.xml} | api-tls.client-ca: needs api-tls.certificate, too; set that, or remove this",
                "api-tls: {certificate: pom.xml, key: pom.xml} | api-tls.certificate: needs api-tls.client-ca, too; set that, or remove this",
                "security: {administrators: [alice]} | security.administrators[0]: expected a kind and a name, such as cn:alice, ou:administrators or dns:host, found 'alice'",
                "api-tls: {key: pom.xml}      | api-tls.key: needs api-tls.certificate, too; set them, or remove it",
                "api-tls: {key: pom.xml, certificate: none.crt, client-ca: pom.xml} | api-tls.certificate: expected a file that can be read, found none at none.crt",
                "peer-tls: {key: pom.xml}     | peer-tls.key: needs peer-tls.certificate and peer-tls.ca, too; set them, or remove it",
                // listening beyond loopback
                "api: {listen: 10.0.0.1:7400} | api.listen: 10.0.0.1:7400 is beyond loopback, which needs TLS; set api-tls.certificate and api-tls.key, or listen on 127.0.0.1",
                "api: {listen: broker1:7400}  | api.listen: broker1:7400 is beyond loopback, which needs TLS; set api-tls.certificate and api-tls.key, or listen on 127.0.0.1",
                "api: {listen: 127.0.0.1:65534} | api.listen: expected a port of at most 65533, since Raft and other brokers get the next two unless peers says otherwise, found 65534",
                // peers
                "peers: 5                     | peers[0]: expected a broker as {id: b1, api: 10.0.0.1:7400} or b1=10.0.0.1:7400, found '5'",
                "peers: {id: b1}              | peers: expected a list, found keys with values",
                "peers: [{id: b1}]            | peers[0].api: is missing; expected a broker as {id: b1, api: 10.0.0.1:7400} or b1=10.0.0.1:7400",
                "peers: [{id: b1, api: '127.0.0.1:7400', port: 5}] | peers[0].port: there is no such key; a broker has id, api, raft and peer",
                "peers: [b1=127.0.0.1:1, b2=127.0.0.1:11] | peers: expected 1, 3 or 5 brokers (2 or 4 survive no more failures than 1 or 3), found 2",
                "peers: [b2=127.0.0.1:7400]   | peers: expected this broker, b1, among them, found [b2]",
                "peers: [b1=127.0.0.1:1, b2=127.0.0.1:3, b3=127.0.0.1:21] | peers: 127.0.0.1:3 is there twice, for b1 and b2; ids and addresses have to differ"
            })
    void refuses(String yaml, String complaint) {
        List<String> complaints = complaints("broker: {id: b1}\n"
                + (yaml.startsWith("storage") ? "" : "storage: {directory: /data}\n") + yaml + "\n");

        assertThat(complaints)
                .singleElement()
                .asString()
                .matches("usher\\.yaml:[23]: .*")
                .endsWith(": " + complaint);
    }

    @Test
    void refusesToListenOnEveryAddressWhenNobodyCanBeSentThere() {
        assertThat(
                        complaints(
                                LEAST
                                        + "api: {listen: 0.0.0.0:7400}\napi-tls: {certificate: pom.xml, key: pom.xml, client-ca: pom.xml}\n"))
                .containsExactly("usher.yaml:3: api.listen: 0.0.0.0:7400 is every address, to which nobody can be sent;"
                        + " set api.advertise to where others reach this broker");
    }

    @Test
    void refusesPeersBeyondLoopbackWithoutTls() {
        assertThat(
                        complaints(
                                LEAST
                                        + "peers: [b1=10.0.0.1:7400]\napi-tls: {certificate: pom.xml, key: pom.xml, client-ca: pom.xml}\n"))
                .containsExactly(
                        "usher.yaml:3: peers: broker b1 is beyond loopback, which needs TLS between brokers; set"
                                + " peer-tls.certificate, peer-tls.key and peer-tls.ca");
    }

    @Test
    void tellsTheLineOfWhatIsNoYaml() {
        assertThat(complaints("broker:\n  id: [b1\nstorage: x\n"))
                .first()
                .asString()
                .matches("usher\\.yaml:[23]: this is not YAML: .*");
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThat(complaints(LEAST + "site:\n  id: a\n  id: b\n"))
                .containsExactly("usher.yaml:5: id: is there twice; remove one");
    }

    @Test
    void refusesAliases() {
        assertThat(complaints(LEAST + "site: &a {id: x}\napi: *a\n"))
                .anySatisfy(
                        complaint -> assertThat(complaint).contains("an alias is not supported; write the value out"));
    }

    @Test
    void refusesAFileThatIsAListOrNotThere() {
        assertThat(complaints("- a\n"))
                .first()
                .asString()
                .contains("expected options as keys with values, found a list");

        ConfigurationException missing = catchThrowableOfType(
                ConfigurationException.class,
                () -> configuration.load(new Sources(Optional.of(directory.resolve("none.yaml")), Map.of(), Map.of())));
        assertThat(missing.complaints().get(0)).contains("there is no such file");
    }

    @Test
    void neverRepeatsASecretThatWasPastedInPlaceOfItsFile() {
        String secret = "-----BEGIN PRIVATE KEY----- c2VjcmV0 -----END PRIVATE KEY-----";

        List<String> complaints = complaints(LEAST + "api-tls:\n  key: |\n    " + secret + "\n    more\n");

        assertThat(complaints).anySatisfy(complaint -> assertThat(complaint).contains("not shown"));
        assertThat(String.join("\n", complaints)).doesNotContain("c2VjcmV0", "more");
    }
}
