package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine =
            Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void printsTheVersionOfThisBuild() {
        assertThat(commandLine.execute("--version")).isZero();

        assertThat(out.toString()).matches("usher \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void saysWhatToDoWhenNoCommandIsGiven() {
        assertThat(commandLine.execute()).isEqualTo(2);

        assertThat(err.toString()).startsWith("error: no command given; see usher --help");
    }
}
