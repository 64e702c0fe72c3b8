package io.usher.core.decide;

import io.usher.core.command.CommandContext;
import io.usher.core.command.ReviewScaling;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ScalingAdvised;
import io.usher.core.event.Event.ScalingEased;
import io.usher.core.event.Event.ScalingWatched;
import io.usher.core.model.AutoscalePolicy;
import io.usher.core.model.Host;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolScaling;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.ScalingDirection;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules of autoscale advice. The workload of a pool is its sessions over the seats of its open hosts. Beyond a
 * threshold for as long as the hold time it calls for more hosts or fewer; whatever lies between cancels that. Fewer
 * than the least or more than the most hosts are told at once. The same advice is not given twice in a row.
 */
public final class ScalingDecider {

    private static final long PERCENT = 100;

    /** A pool as it is: what is open, and how busy that is. */
    private record Workload(int hosts, long seats, long sessions) {

        int percent() {
            return seats == 0 ? (int) PERCENT : (int) Math.min(Integer.MAX_VALUE, ceil(PERCENT * sessions, seats));
        }

        /** Hosts, as large as those that are open on average, at which the workload is below a percentage. */
        long hostsBelow(int percent) {
            long seatsOfOne = hosts == 0 ? 1 : Math.max(1, seats / hosts);
            return PERCENT * sessions / (percent * seatsOfOne) + 1;
        }

        private static long ceil(long dividend, long divisor) {
            return (dividend + divisor - 1) / divisor;
        }
    }

    private final BrokerView view;
    private final LogPosition position;
    private final LogTime now;

    private ScalingDecider(BrokerView view, LogPosition position, LogTime now) {
        this.view = view;
        this.position = position;
        this.now = now;
    }

    ScalingDecider(BrokerView view, CommandContext context) {
        this(view, context.position(), context.now());
    }

    /** Whether a review would come to anything at this time. */
    public static boolean isDue(BrokerView view, LogTime now) {
        return !new ScalingDecider(view, LogPosition.NONE, now).events().isEmpty();
    }

    Ruling review(ReviewScaling command) {
        return Ruling.done(events().toArray(Event[]::new));
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (Pool pool : view.pools()) {
            review(pool, events);
        }
        return events;
    }

    private void review(Pool pool, List<Event> events) {
        AutoscalePolicy policy = pool.settings().autoscale();
        Optional<PoolScaling> before = view.scaling(pool.id());
        Workload workload = policy.isOn() ? workload(pool) : new Workload(0, 0, 0);
        Optional<ScalingDirection> direction = policy.isOn() ? direction(policy, workload) : Optional.empty();
        if (direction.isEmpty()) {
            before.ifPresent(scaling -> events.add(new ScalingEased(pool.id())));
            return;
        }
        PoolScaling scaling = before.filter(known -> known.direction() == direction.get())
                .orElse(new PoolScaling(pool.id(), direction.get(), now, PoolScaling.NOT_ADVISED));
        int wanted = wanted(policy, workload, direction.get());
        boolean isOutside = workload.hosts() < policy.minHosts() || workload.hosts() > policy.maxHosts();
        boolean isHeld = !scaling.since().plus(policy.holdTime()).isAfter(now);
        if ((isOutside || isHeld) && wanted != scaling.advisedHosts()) {
            events.add(new ScalingWatched(scaling.advised(wanted)));
            events.add(new ScalingAdvised(new ScalingAdvice(
                    position, now, pool.id(), direction.get(), workload.hosts(), wanted, workload.percent())));
        } else if (!before.equals(Optional.of(scaling))) {
            events.add(new ScalingWatched(scaling));
        }
    }

    private static Optional<ScalingDirection> direction(AutoscalePolicy policy, Workload workload) {
        int hosts = workload.hosts();
        boolean isBusy = workload.percent() >= policy.scaleUpPercent();
        boolean isQuiet = workload.percent() <= policy.scaleDownPercent();
        if (hosts < policy.minHosts() || (isBusy && hosts < policy.maxHosts())) {
            return Optional.of(ScalingDirection.UP);
        }
        boolean isTooMany = hosts > policy.maxHosts() || (isQuiet && hosts > policy.minHosts());
        return isTooMany ? Optional.of(ScalingDirection.DOWN) : Optional.empty();
    }

    /** As many hosts as keep the workload below where hosts are added; at least one more, or one fewer. */
    private static int wanted(AutoscalePolicy policy, Workload workload, ScalingDirection direction) {
        long needed = workload.hostsBelow(policy.scaleUpPercent());
        long oneStep = direction == ScalingDirection.UP
                ? Math.max(needed, workload.hosts() + 1L)
                : Math.min(needed, workload.hosts() - 1L);
        return (int) Math.min(policy.maxHosts(), Math.max(policy.minHosts(), oneStep));
    }

    private Workload workload(Pool pool) {
        int hosts = 0;
        long seats = 0;
        long sessions = 0;
        for (Host host : view.hostsOf(pool.id())) {
            if (host.isOpen()) {
                hosts++;
                seats += view.policyOf(host).maxSessions().value();
                sessions += view.seats(host.id()).taken();
            }
        }
        return new Workload(hosts, seats, sessions);
    }
}
