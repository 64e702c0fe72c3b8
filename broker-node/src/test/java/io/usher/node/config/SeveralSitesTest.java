package io.usher.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The brokers of several sites in one process: what must differ between their files, and what must not. */
class SeveralSitesTest {
    private static final String OFFICE = site("head-office", "/data/office", 7_401);
    private static final String BRANCH = site("branch", "/data/branch", 7_411);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void shareOneAddressForClients() {
        List<Loaded<ServerConfig>> both = load(OFFICE, BRANCH);

        assertThat(both).extracting(loaded -> loaded.config().siteId()).containsExactly("head-office", "branch");
        assertThat(both)
                .extracting(loaded -> loaded.config().api().listen().port())
                .containsOnly(7_400);
    }

    @Test
    void mayHaveOtherCertificatesOnOtherAddresses() {
        String apart = BRANCH.replace("7400", "7500") + "limits: {message-bytes: 1MiB}\n";

        assertThat(load(OFFICE, apart)).hasSize(2);
    }

    @Test
    void areRefusedWhenTwoAreTheSame() {
        assertThat(complaints(OFFICE, OFFICE))
                .containsExactly(
                        "b.yaml:1: site.id: expected another value than in a.yaml:1, since one process serves a site"
                                + " once, found 'head-office'",
                        "b.yaml:3: storage.directory: expected another value than in a.yaml:3, since each broker has"
                                + " one of its own, found '/data/office'",
                        "b.yaml:4: peers: 127.0.0.1:7401 is an address of the broker in a.yaml, too; only api may be"
                                + " the same, so name other addresses for raft and peer in one of the two",
                        "b.yaml:4: peers: 127.0.0.1:7402 is an address of the broker in a.yaml, too; only api may be"
                                + " the same, so name other addresses for raft and peer in one of the two");
        assertThat(complaints(OFFICE, site("branch", "/data/other/../office", 7_411)))
                .singleElement()
                .asString()
                .startsWith("b.yaml:3: storage.directory: expected another value than in a.yaml:3");
    }

    @Test
    void areRefusedWhenTheRaftAddressOfOneIsTheApiOfAnother() {
        String least = "site: {id: branch}\nbroker: {id: b1}\nstorage: {directory: /data/branch}\n";

        assertThat(complaints(OFFICE, least + "api: {listen: '127.0.0.1:7401'}\n"))
                .anySatisfy(complaint ->
                        assertThat(complaint).startsWith("b.yaml: peers: 127.0.0.1:7401 is an address of the broker"));
        assertThat(complaints(OFFICE, least))
                .as("with the usual addresses of both")
                .hasSize(2)
                .allSatisfy(complaint -> assertThat(complaint).contains("name other addresses for raft and peer"));
    }

    @Test
    void agreeAboutTheAddressThatTheyShareAndAboutTheLog() throws IOException {
        String certificate = Files.writeString(directory.resolve("api.crt"), "").toString();
        String secure = BRANCH + "api-tls: {certificate: " + certificate + ", key: " + certificate + ", client-ca: "
                + certificate + "}\noidc: {issuer: 'https://login.example', audience: usher}\n"
                + "limits: {message-bytes: 1MiB}\nlog: {level: debug}\n";

        assertThat(complaints(OFFICE, secure))
                .containsExactly(
                        "b.yaml:8: log.level: expected 'info' as in a.yaml, since one process has one log, found"
                                + " 'debug'",
                        "b.yaml:5: api-tls.certificate: expected none as in a.yaml, since both serve clients on"
                                + " 127.0.0.1:7400, found 'api.crt'",
                        "b.yaml:5: api-tls.key: expected none as in a.yaml, since both serve clients on"
                                + " 127.0.0.1:7400, found 'api.crt'",
                        "b.yaml:5: api-tls.client-ca: expected none as in a.yaml, since both serve clients on"
                                + " 127.0.0.1:7400, found 'api.crt'",
                        "b.yaml:7: limits.message-bytes: expected '4MiB' as in a.yaml, since both serve clients on"
                                + " 127.0.0.1:7400, found '1MiB'",
                        "b.yaml:6: oidc.issuer: expected none as in a.yaml, since both serve clients on"
                                + " 127.0.0.1:7400, found 'https://login.example'");
    }

    @Test
    void tellEveryMistakeOfEveryFileWithItsName() {
        assertThat(complaints("site: {id: one}\nlog: {level: loud}\n", "broker: {id: b1}\n"))
                .anyMatch(complaint -> complaint.startsWith("a.yaml: broker.id: is missing"))
                .anyMatch(complaint -> complaint.startsWith("a.yaml: storage.directory: is missing"))
                .anyMatch(complaint -> complaint.startsWith("a.yaml:2: log.level: expected one of"))
                .anyMatch(complaint -> complaint.startsWith("b.yaml: storage.directory: is missing"));
    }

    private static String site(String id, String storage, int raft) {
        return "site: {id: " + id + "}\nbroker: {id: b1}\nstorage: {directory: " + storage + "}\n"
                + "peers: [{id: b1, api: '127.0.0.1:7400', raft: '127.0.0.1:" + raft + "', peer: '127.0.0.1:"
                + (raft + 1) + "'}]\n";
    }

    private List<Loaded<ServerConfig>> load(String first, String second) {
        return new ServerConfiguration().loadAll(List.of(sources("a.yaml", first), sources("b.yaml", second)));
    }

    private Sources sources(String name, String yaml) {
        try {
            return new Sources(Optional.of(Files.writeString(directory.resolve(name), yaml)), Map.of(), Map.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> complaints(String first, String second) {
        ConfigurationException exception =
                catchThrowableOfType(ConfigurationException.class, () -> load(first, second));
        assertThat(exception)
                .as("expected complaints about\n%s\n%s", first, second)
                .isNotNull();
        return exception.complaints().stream()
                .map(complaint -> complaint.replace(directory + "/", ""))
                .toList();
    }
}
