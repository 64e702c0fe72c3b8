package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.MarkHostLost;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.HostChange;
import io.usher.core.event.SessionChange;
import io.usher.core.model.Host;
import io.usher.core.model.Site;
import io.usher.core.model.SiteSettings;
import java.time.Duration;

/** A host is given up only when it was silent for as long as the site waits, in its present life. */
final class HostsAreLostAfterSilence implements Invariant {

    @Override
    public void check(Transition t) {
        boolean lost = t.events(HostChanged.class).stream().anyMatch(changed -> changed.change() == HostChange.LOST);
        if (lost) {
            MarkHostLost command = (MarkHostLost) t.step().command();
            Host before = Transition.host(t.before(), command.host()).orElseThrow();
            Duration lostAfter = t.before()
                    .site()
                    .map(Site::settings)
                    .orElse(SiteSettings.DEFAULTS)
                    .lostAfter();
            assertThat(command.silence()).isGreaterThanOrEqualTo(lostAfter);
            assertThat(before.incarnation()).isEqualTo(command.incarnation());
        }
        assertThat(t.sessions(SessionChange.LOST).isEmpty() || lost).isTrue();
    }
}
