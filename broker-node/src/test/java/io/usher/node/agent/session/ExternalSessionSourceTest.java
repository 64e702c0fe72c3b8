package io.usher.node.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.model.ObservedState;
import io.usher.core.model.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSessionSourceTest {
    private static final String ALICE = "{\"key\":\"7\",\"user\":\"alice\",\"state\":\"active\"}";

    @TempDir
    private Path directory;

    @Test
    void readsOneSessionALine() throws Exception {
        assertThat(printing("""
                                {"key":"8","user":"bob","state":"disconnected"}

                                {"key":"7","user":"alice","state":"active","client_address":"192.0.2.7","started":"2026-01-02T03:04:05Z"}
                                """).observe())
                .containsExactly(
                        new ObservedSession(
                                "7",
                                new UserName("alice"),
                                ObservedState.ACTIVE,
                                Optional.of("192.0.2.7"),
                                Instant.parse("2026-01-02T03:04:05Z")),
                        new ObservedSession(
                                "8", new UserName("bob"), ObservedState.DISCONNECTED, Optional.empty(), Instant.EPOCH));
    }

    @Test
    void takesNoOutputAsNoSessions() throws Exception {
        assertThat(printing("").observe()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "null",
                "{\"key\":\"7\",\"user\":\"alice\"}",
                "{\"key\":\"7\",\"user\":\"alice\",\"state\":\"asleep\"}",
                "{\"key\":\"\",\"user\":\"alice\",\"state\":\"active\"}",
                "{\"key\":\"7\",\"user\":\"\",\"state\":\"active\"}",
                "{\"key\":\"7\",\"user\":\"alice\",\"state\":\"active\",\"colour\":\"red\"}",
                "{\"key\":\"7\",\"user\":\"alice\",\"state\":\"active\",\"started\":\"yesterday\"}",
                ALICE + ALICE,
                ALICE + "\n" + ALICE,
            })
    void refusesTheWholeListForOneBadLine(String output) throws IOException {
        assertFails(printing(output), SessionSourceException.Kind.MALFORMED);
    }

    @Test
    void saysWhichLineIsBad() throws IOException {
        ExternalSessionSource source = printing(ALICE + "\nno json\n");

        assertThatThrownBy(source::observe).hasMessageContaining("line 2");
    }

    @Test
    void reportsAProgramThatFailsWithWhatItSaid() throws IOException {
        ExternalSessionSource source = running("echo the display is gone >&2; exit 3");

        assertFails(source, SessionSourceException.Kind.FAILED);
        assertThatThrownBy(source::observe).hasMessageContaining("found 3: the display is gone");
    }

    @Test
    void stopsAProgramThatHangsOrNeverEndsToTalk() throws IOException {
        assertFails(running("sleep 60"), SessionSourceException.Kind.TIMEOUT);
        assertFails(running("exec >&-; sleep 60"), SessionSourceException.Kind.TIMEOUT);
        assertFails(running("yes '{}'"), SessionSourceException.Kind.TOO_LARGE);
    }

    @Test
    void reportsAProgramThatIsNotThere() {
        List<String> missing = List.of(directory.resolve("missing").toString(), "{key}");

        assertFails(source(missing), SessionSourceException.Kind.UNAVAILABLE);
    }

    @Test
    void handsTheKeyOverAsOneArgumentWhateverIsInIt() throws Exception {
        Path note = directory.resolve("note");
        Path program = program("printf '%s' \"$1\" > " + note);
        ExternalSessionSource source = source(List.of(program.toString(), "{key}"));

        source.end("7; $(reboot) {key}");

        assertThat(Files.readString(note)).isEqualTo("7; $(reboot) {key}");
        source.disconnect("8");
        assertThat(Files.readString(note)).isEqualTo("8");
    }

    @Test
    void readsWhetherAUserIsIdleAndWhetherApplicationsAreOpen() throws Exception {
        assertThat(printing("{\"key\":\"7\",\"user\":\"alice\",\"state\":\"idle\",\"unused\":true}")
                        .observe())
                .containsExactly(new ObservedSession(
                        "7", new UserName("alice"), ObservedState.IDLE, Optional.empty(), Instant.EPOCH, true));
    }

    @Test
    void handsAMessageOverWhateverIsInItAndEndsByForce() throws Exception {
        Path note = directory.resolve("note");
        List<String> program = List.of(program("printf '%s|' \"$@\" > " + note).toString(), "{key}");
        List<String> telling = List.of(program.get(0), "{key}", "{title}", "{text}");
        ExternalSessionSource source = new ExternalSessionSource(
                new ExternalSessionSource.Commands(program, program, program, program, telling), Duration.ofSeconds(5));

        source.message("7", new UserMessage("", "$(reboot) {key}"));
        assertThat(Files.readString(note)).isEqualTo("7||$(reboot) {key}|");
        source.reset("8");
        assertThat(Files.readString(note)).isEqualTo("8|");
    }

    @Test
    void saysWhatItWasNotSetUpFor() {
        ExternalSessionSource source = source(List.of("/bin/true", "{key}"));

        assertThatThrownBy(() -> source.message("7", new UserMessage("", "hello")))
                .hasMessageContaining("commands.message is not set");
        assertThatThrownBy(() -> source.reset("7")).hasMessageContaining("commands.reset is not set");
        assertThatThrownBy(source::reboot).hasMessageContaining("start the host again");
    }

    @Test
    void refusesACommandThatDoesNotNameTheSession() {
        assertThatThrownBy(() -> new ExternalSessionSource.Commands(List.of("a"), List.of("b"), List.of("c", "{key}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'end'");
    }

    private void assertFails(ExternalSessionSource source, SessionSourceException.Kind kind) {
        assertThatThrownBy(source::observe)
                .isInstanceOfSatisfying(
                        SessionSourceException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private ExternalSessionSource printing(String output) throws IOException {
        Path file = Files.writeString(directory.resolve("output"), output);
        return running("cat " + file);
    }

    private ExternalSessionSource running(String script) throws IOException {
        return source(List.of(program(script).toString(), "{key}"));
    }

    private static ExternalSessionSource source(List<String> command) {
        return new ExternalSessionSource(
                new ExternalSessionSource.Commands(command, command, command), Duration.ofMillis(400));
    }

    private Path program(String script) throws IOException {
        Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
