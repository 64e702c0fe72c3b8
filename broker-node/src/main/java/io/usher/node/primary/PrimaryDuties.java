package io.usher.node.primary;

import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.PrimaryListener;
import io.usher.node.replication.PrimaryTerm;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this broker does while it is the primary: it hears hosts, declares silent ones lost, reports loads and ends
 * leases. Begins afresh with every term and stops with it. As {@link HostPings} it answers only while it leads.
 * Thread-safe.
 */
public final class PrimaryDuties implements PrimaryListener, HostPings {

    private static final Duration HOST_TICK = Duration.ofMillis(500);
    private static final Duration LOAD_TICK = Duration.ofSeconds(1);
    private static final Duration SCHEDULE_TICK = Duration.ofSeconds(1);
    private static final Duration QUEUE_TICK = Duration.ofMillis(100);
    /** The sooner a lead is told, the more exact is the time from which it counts. */
    private static final Duration LEAD_TICK = Duration.ofMillis(250);

    private static final Duration SCALING_TICK = Duration.ofSeconds(1);
    private static final Duration LEASE_TICK = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(PrimaryDuties.class);

    /** The duties of one term. */
    private record Shift(PrimaryTerm term, HostMonitor hosts, LoadFolder loads, List<Future<?>> timers) {}

    private final ReplicatedBroker broker;
    private final BrokerId self;
    private final SiteId site;
    private final PingSchedule schedule;
    private final ScheduledExecutorService timer;
    private volatile Optional<Shift> shift = Optional.empty();

    /**
     * No duties yet.
     *
     * @param self this broker
     * @param site id of the site, to found it if it is new
     * @param schedule how often agents ping
     * @param timer runs the duties; they never block it
     */
    public PrimaryDuties(
            ReplicatedBroker broker,
            BrokerId self,
            SiteId site,
            PingSchedule schedule,
            ScheduledExecutorService timer) {
        this.broker = broker;
        this.self = self;
        this.site = site;
        this.schedule = schedule;
        this.timer = timer;
    }

    @Override
    public synchronized void started(PrimaryTerm term) {
        end();
        HostMonitor hosts = new HostMonitor(term, broker, NanoClock.SYSTEM, HOST_TICK);
        LoadFolder loads = new LoadFolder(term, broker, schedule, NanoClock.SYSTEM);
        LeaseExpirer leases = new LeaseExpirer(term, broker, NanoClock.SYSTEM);
        QueueKeeper queue = new QueueKeeper(term, broker, NanoClock.SYSTEM);
        ScheduleRunner schedules = new ScheduleRunner(term, broker);
        LeadRecorder lead = new LeadRecorder(term, broker, self);
        ScalingReviewer scaling = new ScalingReviewer(term, broker);
        SiteFounder founder = new SiteFounder(term, broker, site);
        List<Future<?>> timers = List.of(
                repeat("the lead", lead::tick, LEAD_TICK),
                repeat("the site", founder::tick, LOAD_TICK),
                repeat("hosts", hosts::tick, HOST_TICK),
                repeat("loads", loads::tick, LOAD_TICK),
                repeat("leases", leases::tick, LEASE_TICK),
                repeat("the queue", queue::tick, QUEUE_TICK),
                repeat("schedules", schedules::tick, SCHEDULE_TICK),
                repeat("scaling", scaling::tick, SCALING_TICK));
        shift = Optional.of(new Shift(term, hosts, loads, timers));
        LOG.info("duties of the primary begin, term={}", term.number());
    }

    @Override
    public synchronized void ended(PrimaryTerm term) {
        if (shift.filter(present -> present.term().number() == term.number()).isPresent()) {
            end();
            LOG.info("duties of the primary end, term={}", term.number());
        }
    }

    @Override
    public CompletionStage<PingAnswer> ping(HostPing ping, Deadline deadline) {
        Optional<Shift> present = shift;
        if (present.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new ReplicationException(Meaning.NO_PRIMARY, "this broker is not the primary"));
        }
        present.get().loads().heard(ping);
        return present.get().hosts().ping(ping);
    }

    /** Whether pings are answered here at present. */
    boolean onDuty() {
        return shift.isPresent();
    }

    private void end() {
        shift.ifPresent(present -> {
            present.timers().forEach(running -> running.cancel(false));
            present.hosts().end();
        });
        shift = Optional.empty();
    }

    private Future<?> repeat(String duty, Runnable tick, Duration interval) {
        Runnable guarded = () -> {
            try {
                tick.run();
            } catch (RuntimeException e) {
                // An exception would stop the timer for good; the next tick looks at everything anew.
                LOG.error("the duty for {} failed this time", duty, e);
            }
        };
        return timer.scheduleWithFixedDelay(guarded, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }
}
