package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.usher.proto.v1.ListHostsResponse;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered to slips and guesses: in plain words, short, and with what to do. */
class ClumsyUseTest {

    @Test
    void saysWhereAnOptionBelongsThatStandsBeforeTheCommand() {
        assertThat(Run.of("--server", "127.0.0.1:1", "pool", "list").err())
                .isEqualTo("error: '--server' is no option of 'usher'; options stand after the command, as in"
                        + " 'usher cluster status --server'; see 'usher --help'\n");
    }

    @Test
    void completesTheBeginningOfAnOption() {
        assertThat(Run.of("pool", "create", "p", "--max-sessions", "5").err())
                .contains("did you mean --max-sessions-per-host?");
    }

    @Test
    void guessesNothingForAWordThatIsLikeNoCommand() {
        assertThat(Run.of("frobnicate").err())
                .isEqualTo("error: 'frobnicate' is no command of 'usher'; see 'usher --help'\n");
    }

    @Test
    void takesHelpForACommand() {
        assertThat(Main.withHelpAsOption("help", "pool", "create")).containsExactly("pool", "create", "--help");
        assertThat(Main.withHelpAsOption("help")).containsExactly("--help");
        assertThat(Main.withHelpAsOption("pool", "get", "help")).containsExactly("pool", "get", "help");
    }

    @Test
    void listsFormatsAndKindsAsTheHelpWritesThem() {
        assertThat(Run.of("pool", "list", "-o", "xml").err())
                .contains("expected one of table, wide, json, yaml, name, found 'xml'");
        assertThat(Run.of("config", "sample", "brker").err()).contains("expected one of server, agent, found 'brker'");
        assertThat(Run.of("completion", "tcsh").err()).contains("expected one of bash, zsh, found 'tcsh'");
    }

    @Test
    void saysWhereHostsComeFromWhenThereIsNone() {
        try (FakeBroker broker = new FakeBroker()) {
            broker.answer("ListHosts", ListHostsResponse.getDefaultInstance());

            assertThat(Run.against(broker, "host", "list").err())
                    .isEqualTo(
                            "No host is known: hosts come when their agents start; see 'usher config sample agent'\n");
            assertThat(Run.against(broker, "host", "list", "--pool", "lab").err())
                    .startsWith("No host is known in pools/lab: ");
            assertThat(Run.against(broker, "host", "list", "-o", "json").err()).isEmpty();
        }
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThat(Run.of("pool", "create", "p", "--max-sessions-per-host", "99999999999")
                        .err())
                .contains("expected a whole number of at most 2147483647, found '99999999999'");
    }

    @Test
    void advisesOnceAboutARefusal() {
        try (FakeBroker broker = new FakeBroker()) {
            broker.refuse("CreatePool", Code.ALREADY_EXISTS, "POOL_EXISTS", "pool p exists; choose another id");

            assertThat(Run.against(broker, "pool", "create", "p").err())
                    .isEqualTo("error: cannot create pools/p; pool p exists [POOL_EXISTS]; take another id, or change"
                            + " it with 'usher pool update'\n");
        }
    }

    @Test
    void repeatsOnlyTheBeginningOfAFileThatIsNoConfiguration(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "x".repeat(60) + "the rest");

        assertThat(Run.of("config", "check", "--config", file.toString()).err())
                .contains("found '" + "x".repeat(60) + "…'")
                .doesNotContain("the rest");
    }

    @Test
    void saysThatACertificateIsNone(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "nonsense");

        Run run = Run.of("pool", "list", "--ca", file.toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .startsWith("error: cannot use the TLS files; ")
                .endsWith("; check --ca, --cert and --key\n");
    }

    @Test
    void saysThatAPermissionIsMissing() {
        Starters starters = new Starters(
                server -> {
                    throw new AccessDeniedException("/data/lock");
                },
                agent -> {},
                Backups.ofThisBuild());
        Surroundings surroundings = new Surroundings(Map.of(), Clock.systemUTC(), new Run.NoTerminal(), starters);

        assertThat(Run.in(surroundings, "server", "--broker-id", "b1", "--storage-directory", "/data")
                        .err())
                .isEqualTo(
                        "error: cannot start the server; no permission for /data/lock; mend that and try" + " again\n");
    }
}
