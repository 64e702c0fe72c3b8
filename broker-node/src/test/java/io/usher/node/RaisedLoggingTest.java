package io.usher.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import io.usher.core.model.LogTime;
import io.usher.core.model.RaisedLog;
import io.usher.core.model.SiteId;
import io.usher.node.telemetry.LogLevel;
import io.usher.node.telemetry.Logging;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A broker that is configured to log errors alone. */
class RaisedLoggingTest {

    private static final SiteId SITE = new SiteId("head-office");
    private static final SiteId OTHER = new SiteId("branch");
    private static final LogTime BEGIN = new LogTime(1_000);
    private static final LogTime END = BEGIN.plus(Duration.ofMinutes(1));
    private static final String AGENT = "io.usher.node.agent";

    private long now = BEGIN.epochMillis();
    private final RaisedLogging logging = new RaisedLogging(LogLevel.ERROR, () -> now);

    RaisedLoggingTest() {
        Logging.start(LogLevel.ERROR);
    }

    @AfterEach
    void back() {
        Logging.unset(AGENT);
        Logging.start(LogLevel.WARN);
    }

    @Test
    void logsMoreUntilTheTimeIsOverAndThenAsConfigured() {
        logging.heed(SITE, raised(""), BEGIN);
        assertThat(logs("io.usher.node.peer")).isTrue();
        now = END.epochMillis() - 1;
        logging.heed(SITE, raised(""), BEGIN);
        assertThat(logs("io.usher.node.peer")).isTrue();

        // Nothing happened in the site meanwhile: its time stands still.
        now = END.epochMillis();
        logging.heed(SITE, raised(""), BEGIN);

        assertThat(logs("io.usher.node.peer")).isFalse();
    }

    @Test
    void raisesOneCategoryAloneAndFallsBackWhenTheSiteSaysSo() {
        logging.heed(SITE, raised(AGENT), BEGIN);
        assertThat(logs(AGENT + ".Agent")).isTrue();
        assertThat(logs("io.usher.node.peer")).isFalse();

        logging.heed(SITE, Optional.empty(), BEGIN);

        assertThat(logs(AGENT + ".Agent")).isFalse();
    }

    @Test
    void takesNoNoteOfWhatIsOverWhenItStarts() {
        logging.heed(SITE, raised(""), END);

        assertThat(logs("io.usher.node.peer")).isFalse();
    }

    @Test
    void goesOnLoggingWhatAnotherSiteOfTheProcessHasRaised() {
        logging.heed(SITE, raised(AGENT), BEGIN);
        logging.heed(OTHER, raised(""), BEGIN);

        logging.heed(SITE, Optional.empty(), BEGIN);
        assertThat(logs("io.usher.node.peer")).isTrue();

        logging.heed(SITE, raised(AGENT), BEGIN);
        logging.heed(OTHER, Optional.empty(), BEGIN);
        assertThat(logs("io.usher.node.peer")).isFalse();
        assertThat(logs(AGENT)).isTrue();
    }

    private static boolean logs(String category) {
        return ((Logger) LoggerFactory.getLogger(category)).isDebugEnabled();
    }

    private static Optional<RaisedLog> raised(String category) {
        return Optional.of(
                new RaisedLog(io.usher.core.model.LogLevel.DEBUG, category, Duration.ofMinutes(1), Optional.of(END)));
    }
}
