package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.usher.proto.v1.ListPoolsResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site that a command means. */
class SiteOptionTest {

    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void isNamedOnEveryCallWhenItWasGiven() {
        broker.answer("ListPools", ListPoolsResponse.getDefaultInstance());

        Run.against(broker, "pool", "list");
        Run.against(broker, "pool", "list", "--site", "head-office");
        Run.in(Map.of("USHER_SERVER", broker.address(), "USHER_SITE", "branch"), "pool", "list");

        assertThat(broker.sites()).containsExactly("", "head-office", "branch");
    }

    @Test
    void comesWithTheTokenAndNotInsteadOfIt(@TempDir Path directory) throws IOException {
        broker.answer("ListPools", ListPoolsResponse.getDefaultInstance());
        Path token = Files.writeString(directory.resolve("token"), "eyJhbGciOiJFUzI1NiJ9.c2VjcmV0.c2lnbmVk");

        Run.against(broker, "pool", "list", "--site", "head-office", "--token-file", token.toString());

        assertThat(broker.sites()).containsExactly("head-office");
        assertThat(broker.authorizations()).hasSize(1);
    }

    @Test
    void isAnotherOneWhereSettingsComeFrom() {
        try (FakeBroker other = new FakeBroker()) {
            other.refuse("GetSite", Code.NOT_FOUND, "SITE_NOT_SERVED", "site old is not served here");

            Run run = Run.against(
                    broker, "site", "copy-settings", "--site=branch", "--from=" + other.address(), "--from-site=old");

            assertThat(other.sites()).containsExactly("old");
            assertThat(broker.sites()).isEmpty();
            assertThat(run.code()).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(run.err()).contains("site old is not served here", "name one of those with --site");
        }
    }

    @Test
    void isRefusedHereWhenItCanBeNoSites() {
        Run run = Run.against(broker, "pool", "list", "--site", "Head Office");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("expected the id of a site, 1 to 63 characters of a-z")
                .contains("'Head Office'");
        assertThat(broker.sites()).isEmpty();
    }

    @Test
    void whoNamesASiteForNoOtherBrokersIsTold() {
        Run run = Run.against(broker, "site", "copy-settings", "--from-file=x.json", "--from-site=old");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--from-site says which site is meant at --from");
    }
}
