package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The installation that {@code mvn package} lays out starts by its own script. */
class InstallationIT {
    private static final Path HOME = Path.of(System.getProperty("usher.home"));

    @Test
    void printsItsVersion() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(HOME.resolve("bin/usher").toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output).startsWith("usher ");
        assertThat(process.exitValue()).isZero();
    }
}
