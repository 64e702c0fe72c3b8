package io.usher.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Command;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.node.replication.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Maintenance starts when it is due, each step once, whichever broker leads. */
class ScheduleRunnerTest {

    private static final ScheduleId NIGHT = new ScheduleId("night");
    private static final ScheduleStep DRAIN = new ScheduleStep(Duration.ZERO, ScheduleAction.DRAIN);
    private static final ScheduleStep ENABLE = new ScheduleStep(Duration.ofMinutes(30), ScheduleAction.ENABLE);

    private final SiteFixture site = new SiteFixture();
    private final ScheduleRunner runner = new ScheduleRunner(site.term, site.broker);

    ScheduleRunnerTest() {
        site.register("h1");
    }

    @Test
    void startsOnceAndCarriesOutEachStepWhenItIsDue() {
        LogTime start = now().plus(Duration.ofMinutes(10));
        plan(Optional.of(start), "");

        runner.tick();
        assertThat(site.term.proposed()).isEmpty();

        site.elapse(Duration.ofMinutes(10));
        runner.tick();
        runner.tick();
        assertThat(site.term.proposed()).containsExactly(step(start, 0));
        assertThat(control()).isEqualTo(LogonControl.DRAIN);

        site.elapse(Duration.ofMinutes(30));
        runner.tick();
        runner.tick();
        assertThat(site.term.proposed()).containsExactly(step(start, 0), step(start, 1));
        assertThat(control()).isEqualTo(LogonControl.ENABLED);
    }

    @Test
    void startsAgainWheneverTheExpressionSays() {
        plan(Optional.empty(), "0 * * * *");

        for (int minute = 0; minute < 24 * 60; minute++) {
            site.elapse(Duration.ofMinutes(1));
            runner.tick();
        }

        List<LogTime> starts = site.term.proposed().stream()
                .map(RunScheduleStep.class::cast)
                .filter(run -> run.step() == 0)
                .map(RunScheduleStep::occurrence)
                .toList();
        assertThat(starts).hasSize(24).doesNotHaveDuplicates().allMatch(start -> start.epochMillis() % 3_600_000 == 0);
    }

    /** The next primary proposes what the one that died proposed in the same second. */
    @Test
    void isDoneOnceThoughTwoPrimariesProposeIt() {
        LogTime start = now().plus(Duration.ofMinutes(10));
        plan(Optional.of(start), "");
        site.elapse(Duration.ofMinutes(10));
        Optional<RunScheduleStep> seenByTheNext = ScheduleRunner.due(schedule(), now());
        runner.tick();
        long revision = site.host("h1").changed().index();

        Command again = seenByTheNext.orElseThrow();
        assertThat(site.term
                        .propose(again, Deadline.after(Duration.ofSeconds(1)))
                        .toCompletableFuture()
                        .join()
                        .reply())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(RefusalReason.STEP_NOT_NEXT));

        assertThat(site.host("h1").changed().index()).isEqualTo(revision);
    }

    @Test
    void leavesOutWhatNobodyBeganInTime() {
        LogTime start = now().plus(Duration.ofMinutes(10));
        plan(Optional.of(start), "");

        site.elapse(Duration.ofMinutes(10).plus(ScheduleRunner.LATEST).plusMillis(1));
        runner.tick();

        assertThat(site.term.proposed()).isEmpty();
        assertThat(control()).isEqualTo(LogonControl.ENABLED);
    }

    @Test
    void endsLateWhatWasBegun() {
        LogTime start = now().plus(Duration.ofMinutes(10));
        plan(Optional.of(start), "");
        site.elapse(Duration.ofMinutes(10));
        runner.tick();

        site.elapse(Duration.ofHours(9));
        new ScheduleRunner(site.term, site.broker).tick();

        assertThat(control()).isEqualTo(LogonControl.ENABLED);
    }

    @Test
    void reckonsInTheTimeZoneOfTheSchedule() {
        // 2026-10-24T00:00Z; the night in which summer time ends.
        LogTime before = new LogTime(1_792_800_000_000L);
        Recurrence nights = Recurrence.parse("0 4 * * *", "Europe/Berlin");

        LogTime first = nights.next(before).orElseThrow();
        LogTime second = nights.next(first).orElseThrow();

        assertThat(first.epochMillis() - before.epochMillis())
                .isEqualTo(Duration.ofHours(2).toMillis());
        assertThat(second.epochMillis() - first.epochMillis())
                .isEqualTo(Duration.ofHours(25).toMillis());
    }

    private void plan(Optional<LogTime> once, String recurrence) {
        site.broker.apply(new CreateSchedule(
                NIGHT,
                new ScheduleSettings(new PoolId("office"), once, recurrence, "UTC", List.of(DRAIN, ENABLE), false)));
    }

    private RunScheduleStep step(LogTime start, int step) {
        return new RunScheduleStep(NIGHT, schedule().created(), start, step);
    }

    private Schedule schedule() {
        return site.look(view -> view.schedule(NIGHT).orElseThrow());
    }

    private LogTime now() {
        return site.term.now();
    }

    private LogonControl control() {
        return site.host("h1").settings().logonControl();
    }
}
