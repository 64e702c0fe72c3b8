package io.usher.node.primary;

import static io.usher.node.primary.SiteFixture.ping;
import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.HostLoad;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.ReportLoads;
import io.usher.core.model.CounterReading;
import io.usher.core.model.Host;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.node.replication.ReplicationException.Meaning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LoadFolderTest {

    private static final Duration TICK = Duration.ofSeconds(1);
    /** An agent pings every second; the way may take a second more. */
    private static final int TICKS_UNTIL_COVERED = 3;

    private final SiteFixture site = new SiteFixture();
    private final LoadFolder folder =
            new LoadFolder(site.term, site.broker, new PingSchedule(Duration.ofSeconds(1)), site.clock());

    @Test
    void foldsTheLoadsOfATickIntoOneCommand() {
        Host first = site.register("h1");
        Host second = site.register("h2");
        folder.heard(ping(first, 100, 5_000));
        folder.heard(ping(second, 200, 6_000));
        folder.heard(ping(second, 300, 7_000));

        tick();

        assertThat(reported()).hasSize(1);
        assertThat(loads(0)).extracting(HostLoad::cpuPermille).containsExactlyInAnyOrder(100, 300);
        assertThat(site.host("h2").status().load().memoryUsedBytes()).isEqualTo(7_000);
    }

    @Test
    void proposesNothingWhenNobodyReported() {
        site.register("h1");

        tick();

        assertThat(reported()).isEmpty();
    }

    @Test
    void leavesOutStepsThatDoNotMatter() {
        Host host = site.register("h1");
        report(ping(host, 100, 500_000));

        report(ping(host, 119, 500_000));
        report(ping(host, 100, 519_000));
        assertThat(reported()).as("only the first").hasSize(1);
        report(ping(host, 120, 500_000));
        report(ping(host, 120, 520_000));

        assertThat(reported()).hasSize(3);
    }

    @Test
    void tellsCountersOfTheAdministratorsOwnAndTheirSteps() {
        Host host = site.register("h1");
        report(custom(host, new CounterReading("disk", 100)));
        assertThat(site.host("h1").status().load().custom()).containsExactly(new CounterReading("disk", 100));

        report(custom(host, new CounterReading("disk", 119)));
        assertThat(reported()).as("only the first").hasSize(1);
        report(custom(host, new CounterReading("disk", 120)));
        report(custom(host, new CounterReading("licences", 120)));
        report(custom(host));

        assertThat(reported()).hasSize(4);
        assertThat(site.host("h1").status().load().custom()).isEmpty();
    }

    private static HostPing custom(Host host, CounterReading... readings) {
        return new HostPing(host.id(), host.incarnation(), 0, 0, 0, List.of(readings));
    }

    @Test
    void comparesWithWhatWasCommittedSoThatSmallStepsAddUp() {
        Host host = site.register("h1");
        report(ping(host, 100, 500_000));

        report(ping(host, 110, 500_000));
        report(ping(host, 121, 500_000));

        assertThat(reported()).hasSize(2);
    }

    @Test
    void tellsAnUnchangedLoadAfterHalfAMinute() {
        Host host = site.register("h1");
        report(ping(host, 100, 500_000));

        for (int second = 0; second < 29; second++) {
            report(ping(host, 100, 500_000));
        }
        assertThat(reported()).hasSize(1);
        report(ping(host, 100, 500_000));

        assertThat(reported()).hasSize(2);
    }

    @Test
    void doesNotCoverASessionThatTheAgentMayNotHaveMeasured() {
        Host host = site.register("h1");
        runIdle(host, 6);
        confirmSession(host);
        assertThat(inFlight()).isEqualTo(1);

        for (int second = 1; second < TICKS_UNTIL_COVERED; second++) {
            report(ping(host, 500 + 50 * second, 500_000));
            assertThat(inFlight()).as("%d s after the confirmation", second).isEqualTo(1);
        }
        report(ping(host, 900, 500_000));

        assertThat(inFlight()).isZero();
    }

    @Test
    void reportsAnUnchangedLoadOnceItCoversASeatInFlight() {
        Host host = site.register("h1");
        runIdle(host, 6);
        int before = reported().size();
        confirmSession(host);

        runIdle(host, TICKS_UNTIL_COVERED);

        assertThat(inFlight()).isZero();
        assertThat(reported()).as("one report was worth it").hasSize(before + 1);
    }

    @Test
    void tellsByHowMuchSessionsThatHaveJustBegunAreShortOfWhatTheyWillTake() {
        site.broker.apply(new RaiseFeatureLevel(ReportLoads.STARTING));
        Host host = site.register("h1");
        runIdle(host, 6);
        assertThat(starting()).hasValue(0);
        confirmSession(host);

        runIdle(host, TICKS_UNTIL_COVERED);
        assertThat(starting().getAsInt()).as("just begun").isBetween(900, 1_000);
        runIdle(host, 11);
        assertThat(starting().getAsInt()).as("half-way").isBetween(350, 500);
        runIdle(host, 40);
        assertThat(starting()).as("as it will stay").hasValue(0);
    }

    @Test
    void tellsNothingOfStartingSessionsToBrokersOfTheFirstRelease() {
        Host host = site.register("h1");
        runIdle(host, 6);
        confirmSession(host);

        runIdle(host, TICKS_UNTIL_COVERED);

        assertThat(inFlight()).isZero();
        assertThat(starting()).isEmpty();
    }

    private OptionalInt starting() {
        return site.host("h1").status().load().startingMilliseats();
    }

    @Test
    void coversNothingAtTheBeginningOfATerm() {
        Host host = site.register("h1");
        confirmSession(host);

        report(ping(host, 100, 500_000));

        assertThat(loads(0)).extracting(HostLoad::covers).containsExactly(LogPosition.NONE);
        assertThat(inFlight()).isEqualTo(1);
    }

    @Test
    void skipsAHostThatRegisteredAnewOrIsUnknown() {
        Host before = site.register("h1");
        folder.heard(ping(before, 100, 5_000));
        site.register("h1", "another instance");

        tick();

        assertThat(reported()).isEmpty();
    }

    @Test
    void waitsForTheCommandThatIsUnderWay() {
        Host host = site.register("h1");
        site.broker.hold();
        report(ping(host, 100, 5_000));
        report(ping(host, 300, 5_000));
        assertThat(reported()).hasSize(1);

        site.broker.release();
        tick();

        assertThat(reported()).hasSize(2);
        assertThat(site.host("h1").status().load().cpuPermille()).isEqualTo(300);
    }

    @Test
    void goesOnAfterACommandThatFailed() {
        Host host = site.register("h1");
        site.broker.fail(Meaning.OUTCOME_UNKNOWN);
        report(ping(host, 100, 5_000));
        site.broker.heal();

        report(ping(host, 100, 5_000));

        assertThat(site.host("h1").status().load().cpuPermille()).isEqualTo(100);
    }

    private void report(HostPing ping) {
        folder.heard(ping);
        tick();
    }

    private void runIdle(Host host, int seconds) {
        for (int second = 0; second < seconds; second++) {
            report(ping(host, 100, 500_000));
        }
    }

    private void tick() {
        folder.tick();
        site.elapse(TICK);
    }

    private void confirmSession(Host host) {
        site.assign("alice");
        Session session = site.look(view -> view.sessionsOn(host.id()).get(0));
        site.broker.apply(new RedeemTicket(
                host.id(), host.incarnation(), 1, session.id(), session.grant().fence(), false));
        assertThat(Optional.of(site.look(view -> view.sessionsOn(host.id()).get(0))))
                .hasValueSatisfying(
                        confirmed -> assertThat(confirmed.status().confirmed()).isPresent());
    }

    private int inFlight() {
        return site.look(view -> view.seats(site.host("h1").id())).inFlight();
    }

    private List<ReportLoads> reported() {
        return site.term.proposed().stream()
                .filter(ReportLoads.class::isInstance)
                .map(ReportLoads.class::cast)
                .toList();
    }

    private List<HostLoad> loads(int report) {
        return reported().get(report).loads();
    }
}
