package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.node.pki.Authority;
import io.usher.node.pki.Credentials;
import io.usher.node.pki.Holder;
import io.usher.node.pki.PemFiles;
import io.usher.node.pki.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A private authority, made by the command line. */
class PkiTest {

    @TempDir
    private Path folder;

    private Run run(String... arguments) {
        List<String> all = Stream.concat(Stream.of("pki"), Stream.of(arguments)).toList();
        String directory = folder.resolve("pki").toString();
        return Run.in(
                Map.of(),
                Stream.concat(all.stream(), Stream.of("--dir", directory)).toArray(String[]::new));
    }

    private Credentials read(String directory, String name) throws IOException {
        return PemFiles.read(folder.resolve("pki").resolve(directory), name);
    }

    @Test
    void keysAreForTheirOwnersEyesAlone() throws IOException {
        run("init");
        run("issue", "broker", "b1", "--address", "127.0.0.1");

        try (Stream<Path> files = Files.walk(folder.resolve("pki"))) {
            List<Path> keys =
                    files.filter(file -> file.toString().endsWith(".key")).toList();
            assertThat(keys).hasSize(4);
            for (Path key : keys) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                        .isEqualTo("rw-------");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pki/b1"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aBrokerGetsOneCertificateForClientsAndOneOfAnotherAuthorityForBrokers() throws Exception {
        run("init");
        Run issued = run("issue", "broker", "b1", "--address", "10.0.0.1,broker1.example");

        assertThat(issued.exit()).as(issued.err()).isZero();
        assertThat(issued.out()).startsWith("api-tls:\n  certificate: ").contains("/pki/b1/brokers-ca.crt\n");
        Credentials api = read("b1", "api");
        assertThat(api.certificate().getSubjectAlternativeNames())
                .extracting(alternative -> String.valueOf(alternative.get(1)))
                .containsExactly("10.0.0.1", "broker1.example");
        assertThat(api.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(read("b1", "peer").certificate().getExtendedKeyUsage()).hasSize(2);
        assertThatCode(() ->
                        api.certificate().verify(read("", "ca").certificate().getPublicKey()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> api.certificate()
                        .verify(read("", "brokers-ca").certificate().getPublicKey()))
                .isInstanceOf(java.security.SignatureException.class);
    }

    @Test
    void aCertificateSaysWhomItIsForAndInWhichGroups() throws IOException {
        run("init");
        Run user = run("issue", "user", "alice", "--group", "staff,chiefs");
        Run agent = run("issue", "agent", "h1");

        assertThat(user.out()).matches("export USHER_CA=\\S+/ca.crt USHER_CERT=\\S+/user.crt USHER_KEY=\\S+\n");
        assertThat(agent.out()).startsWith("tls:\n  certificate: ");
        assertThat(read("alice", "user").certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=alice,OU=chiefs,OU=staff,OU=users");
        assertThat(read("h1", "agent").certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=h1,OU=agents");
    }

    @Test
    void overwritesNothing() throws IOException {
        run("init");
        Credentials before = read("", "ca");
        run("issue", "agent", "h1");

        Run again = run("init");
        assertThat(again.exit()).isEqualTo(ExitCode.CONFLICT.code());
        assertThat(again.err()).contains("is there already");
        assertThat(run("issue", "agent", "h1").exit()).isEqualTo(ExitCode.CONFLICT.code());
        assertThat(read("", "ca")).isEqualTo(before);
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        assertThat(run("issue", "agent", "h1").err()).contains("make one with 'usher pki init'");
        run("init");
        assertThat(run("issue", "broker", "b1").err()).contains("give them with --address");
        assertThat(run("issue", "user", "../alice").err()).contains("expected a name of letters");
        assertThat(run("issue", "user", "alice", "--group", "agents").err()).contains("says what a certificate is for");
        assertThat(run("issue", "agent", "h2", "--days", "0").err()).contains("--days of 1 to 36500");
        assertThat(folder.resolve("pki/b1")).doesNotExist();
    }

    @Test
    void noCertificateOutlivesItsAuthority() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        Authority authority = Authority.create("short", now, Duration.ofDays(10));

        Credentials issued =
                authority.issue(new Holder("h1", List.of(), List.of()), Purpose.CLIENT, now, Duration.ofDays(825));

        assertThat(issued.certificate().getNotAfter())
                .isEqualTo(authority.credentials().certificate().getNotAfter());
        assertThat(issued.toString()).isEqualTo("credentials of CN=h1");
    }
}
