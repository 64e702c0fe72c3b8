package io.usher.node.primary;

import io.usher.core.command.RunScheduleStep;
import io.usher.core.model.LogTime;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleStep;
import io.usher.core.state.BrokerView;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.PrimaryTerm;
import io.usher.node.replication.ReplicatedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proposes the steps of schedules whose time has come. It remembers nothing: what was done stands in the state, and the
 * core refuses what was done, so that a step is done once also when this primary dies right after it proposed it and
 * the next one proposes it again. Thread-safe.
 */
final class ScheduleRunner {

    /** How late an occurrence may be begun: nobody wants last night's maintenance in the morning. */
    static final Duration LATEST = Duration.ofMinutes(15);

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);

    private final PrimaryTerm term;
    private final ReplicatedBroker broker;
    private final AtomicBoolean busy = new AtomicBoolean();

    ScheduleRunner(PrimaryTerm term, ReplicatedBroker broker) {
        this.term = term;
        this.broker = broker;
    }

    /** Proposes the next step of each schedule that is due. */
    void tick() {
        if (busy.compareAndSet(false, true)) {
            runDue().whenComplete((done, failure) -> {
                busy.set(false);
                if (failure != null) {
                    LOG.debug("schedules were not run this time", failure);
                }
            });
        }
    }

    private CompletionStage<Void> runDue() {
        return broker.read(Freshness.STALE, Deadline.after(TIME), view -> due(view, term.now()))
                .thenCompose(due -> CompletableFuture.allOf(
                        due.value().stream().map(this::propose).toArray(CompletableFuture[]::new)));
    }

    private CompletableFuture<Committed> propose(RunScheduleStep step) {
        return term.propose(step, Deadline.after(TIME))
                .thenApply(committed -> {
                    LOG.info(
                            "schedule {}, start {}, step {}: {}",
                            step.id(),
                            step.occurrence(),
                            step.step(),
                            committed.reply());
                    return committed;
                })
                .toCompletableFuture();
    }

    private static List<RunScheduleStep> due(BrokerView view, LogTime clock) {
        LogTime now = clock.max(view.now());
        return view.schedules().stream()
                .flatMap(schedule -> due(schedule, now).stream())
                .toList();
    }

    static Optional<RunScheduleStep> due(Schedule schedule, LogTime now) {
        int step = schedule.isUnderWay() ? schedule.progress().stepsDone() : 0;
        Optional<LogTime> occurrence =
                schedule.isUnderWay() ? Optional.of(schedule.progress().occurrence()) : nextStart(schedule, now);
        ScheduleStep next = schedule.settings().steps().get(step);
        return occurrence
                .filter(start -> !start.plus(next.offset()).isAfter(now))
                .map(start -> new RunScheduleStep(schedule.id(), schedule.created(), start, step));
    }

    private static Optional<LogTime> nextStart(Schedule schedule, LogTime now) {
        LogTime earliest = new LogTime(Math.max(0, now.epochMillis() - LATEST.toMillis()))
                .max(schedule.begins())
                .max(schedule.progress().occurrence().plus(Duration.ofMillis(1)));
        if (schedule.settings().once().isPresent()) {
            return schedule.settings().once().filter(start -> !earliest.isAfter(start));
        }
        LogTime before = new LogTime(Math.max(0, earliest.epochMillis() - 1));
        return Recurrence.parse(
                        schedule.settings().recurrence(), schedule.settings().zone())
                .next(before);
    }
}
