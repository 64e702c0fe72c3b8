package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installation that {@code mvn package} lays out starts by its own script, with and without its class archive. */
class InstallationIT {
    private static final Path HOME = Path.of(System.getProperty("usher.home"));
    private static final String ARCHIVE = "lib/usher.jsa";

    @Test
    void printsItsVersionAndNothingElse() {
        assertThat(run(HOME, "", "--version")).isEqualTo("usher 0.1.0-SNAPSHOT\n");
    }

    @Test
    void startsFromTheClassArchiveThatTheBuildMade() {
        assertThat(run(HOME, "-Xlog:class+load", "--version").lines())
                .filteredOn(line -> line.contains("io.usher.node.cli.Main source:"))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    @Test
    void worksElsewhereThoughTheArchiveDoesNot(@TempDir Path elsewhere) {
        copyTo(elsewhere);

        assertThat(run(elsewhere, "", "--version")).isEqualTo("usher 0.1.0-SNAPSHOT\n");
    }

    @Test
    void worksWithAnArchiveThatIsNone(@TempDir Path elsewhere) throws IOException {
        copyTo(elsewhere);
        for (String content : List.of("", "nonsense", "nonsense".repeat(10_000))) {
            Files.writeString(elsewhere.resolve(ARCHIVE), content);

            assertThat(run(elsewhere, "", "--version")).isEqualTo("usher 0.1.0-SNAPSHOT\n");
        }
    }

    /** Runs the script, and returns all that it printed. */
    private static String run(Path home, String jvmOptions, String argument) {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin/usher").toString(), argument).redirectErrorStream(true);
        // The JDK that built it and made the archive, whichever is first on the path.
        builder.environment().put("JAVA_HOME", System.getProperty("usher.build.jdk"));
        builder.environment().put("USHER_JAVA_OPTS", jvmOptions);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static void copyTo(Path elsewhere) {
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = elsewhere.resolve(HOME.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
