package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token goes to brokers alone: over TLS, or on loopback. */
class TokenFileTest {

    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.c2VjcmV0.c2lnbmVk";

    private final FakeBroker broker = new FakeBroker();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        broker.close();
    }

    private String file(String content) throws IOException {
        return Files.writeString(directory.resolve("token"), content).toString();
    }

    @Test
    void isShownOnEveryCallAndPrintedNowhere() throws IOException {
        broker.refuse("ListPools", Code.UNAUTHENTICATED, "UNAUTHENTICATED", "no");

        Run run = Run.against(broker, "pool", "list", "--verbose", "--token-file", file(TOKEN + "\n"));

        assertThat(broker.authorizations()).isNotEmpty().containsOnly("Bearer " + TOKEN);
        assertThat(run.out() + run.err()).doesNotContain(TOKEN).doesNotContain("c2VjcmV0");
    }

    @Test
    void isNotSentWhereOthersCouldReadIt() throws IOException {
        Run run = Run.in(Map.of("USHER_SERVER", "10.9.9.9:7400"), "pool", "list", "--token-file", file(TOKEN));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is beyond loopback").doesNotContain(TOKEN);
    }

    @Test
    void saysThatAFileHoldsNoTokenWithoutShowingWhatItHolds() throws IOException {
        Run run = Run.against(broker, "pool", "list", "--token-file", file("two words"));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("cannot use the token").doesNotContain("two words");
        assertThat(broker.authorizations()).isEmpty();
        assertThat(Run.against(broker, "pool", "list", "--token-file", "/nowhere/token")
                        .err())
                .contains("cannot read the token");
    }
}
