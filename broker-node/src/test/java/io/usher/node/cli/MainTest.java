package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void printsTheVersionOfThisBuild() {
        Run run = Run.of("--version");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).matches("usher \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void saysWhatToDoWhenNoCommandIsGiven() {
        Run run = Run.of();

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .startsWith("error: no command given after 'usher'")
                .contains("see 'usher --help'");
    }
}
