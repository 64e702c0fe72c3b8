package io.usher.node.primary;

import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.Host;
import io.usher.core.model.LogTime;
import io.usher.core.model.Site;
import io.usher.core.model.SiteSettings;
import io.usher.core.state.BrokerView;
import io.usher.node.primary.PingAnswer.RegisterAgain;
import io.usher.node.primary.PingAnswer.Renewed;
import io.usher.node.primary.SilenceRecord.Silent;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.PrimaryTerm;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases of hosts during one term of this primary.
 *
 * <p>A ping is answered only after a linearizable read that began when the ping was there, and only if this broker
 * still leads in the same term then. So when the answer goes out, no later primary had begun when the ping arrived, and
 * whichever comes later gives the host a full grace period from then on. The agent counts its lease from the moment it
 * sent the ping, which is earlier still. One read serves all pings that came before it.
 *
 * <p>A host that was silent for too long is declared lost by a command of this term. While that command is under way
 * the host's pings are not answered with a lease, whatever becomes of the command.
 *
 * <p>Thread-safe.
 */
final class HostMonitor {

    /** Hosts declared lost in one go; more follow at the next tick. */
    static final int MOST_LOST_AT_ONCE = 256;

    /** Pings that wait for an answer at a time; no agent has two. */
    static final int MAX_WAITING = 20_000;

    private static final Duration PROPOSAL_TIME = Duration.ofSeconds(3);
    private static final Duration READ_TIME = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(HostMonitor.class);

    private record Waiting(HostPing ping, CompletableFuture<PingAnswer> answer) {}

    /** What one read found for many pings. */
    private record Findings(List<PingAnswer> answers, SiteSettings settings) {}

    /** What one look at the hosts found. */
    private record Roll(List<Host> hosts, SiteSettings settings) {}

    private final PrimaryTerm term;
    private final ReplicatedBroker broker;
    private final NanoClock clock;
    private final Duration tickInterval;

    private final SilenceRecord silence = new SilenceRecord();
    private List<Waiting> waiting = new ArrayList<>();
    private boolean reading;
    private boolean ended;
    private long lastTick;

    /**
     * Begins a term. Call {@link #tick} at once: hosts get their grace period from the first one on.
     *
     * @param tickInterval how often {@link #tick} is called
     */
    HostMonitor(PrimaryTerm term, ReplicatedBroker broker, NanoClock clock, Duration tickInterval) {
        this.term = term;
        this.broker = broker;
        this.clock = clock;
        this.tickInterval = tickInterval;
        this.lastTick = clock.nanoTime();
    }

    CompletionStage<PingAnswer> ping(HostPing ping) {
        CompletableFuture<PingAnswer> answer = new CompletableFuture<>();
        synchronized (this) {
            if (ended) {
                return CompletableFuture.failedFuture(notPrimary());
            }
            if (waiting.size() >= MAX_WAITING) {
                return CompletableFuture.failedFuture(
                        new ReplicationException(Meaning.OVERLOADED, MAX_WAITING + " pings wait for an answer"));
            }
            silence.heard(ping.host(), ping.incarnation(), clock.nanoTime());
            waiting.add(new Waiting(ping, answer));
        }
        answerWaiting();
        return answer;
    }

    /** The term is over. */
    void end() {
        List<Waiting> unanswered;
        synchronized (this) {
            ended = true;
            unanswered = waiting;
            waiting = new ArrayList<>();
        }
        unanswered.forEach(ping -> ping.answer().completeExceptionally(notPrimary()));
    }

    /** Looks for hosts that were silent for too long. */
    void tick() {
        broker.read(Freshness.STALE, Deadline.after(READ_TIME), HostMonitor::roll)
                .thenAccept(found -> found.value().ifPresent(this::declareLost))
                .exceptionally(failure -> {
                    LOG.warn("hosts were not looked at this time", failure);
                    return null;
                });
    }

    private void answerWaiting() {
        List<Waiting> pings;
        synchronized (this) {
            if (reading || waiting.isEmpty()) {
                return;
            }
            reading = true;
            pings = waiting;
            waiting = new ArrayList<>();
        }
        broker.read(Freshness.LINEARIZABLE, Deadline.after(READ_TIME), view -> find(view, pings))
                .whenComplete((found, failure) -> {
                    if (failure == null && term.isCurrent()) {
                        answer(pings, found);
                    } else {
                        pings.forEach(ping -> ping.answer().completeExceptionally(notPrimary()));
                    }
                    synchronized (this) {
                        reading = false;
                    }
                    answerWaiting();
                });
    }

    private Findings find(BrokerView view, List<Waiting> pings) {
        SiteSettings settings = settings(view).orElse(SiteSettings.DEFAULTS);
        // Not the time of the last command, which may be long ago: agents judge tickets by it that are being issued
        // now.
        LogTime time = view.now().max(term.now());
        return new Findings(
                pings.stream()
                        .map(ping -> refusal(view, ping.ping())
                                .<PingAnswer>map(RegisterAgain::new)
                                .orElseGet(() -> new Renewed(time, settings.hostLease())))
                        .toList(),
                settings);
    }

    private static Optional<RefusalReason> refusal(BrokerView view, HostPing ping) {
        Optional<Host> host = view.host(ping.host());
        if (host.isEmpty()) {
            return Optional.of(RefusalReason.HOST_NOT_FOUND);
        }
        if (!host.get().incarnation().equals(ping.incarnation())) {
            return Optional.of(RefusalReason.STALE_INCARNATION);
        }
        return host.get().isUp() ? Optional.empty() : Optional.of(RefusalReason.HOST_IS_LOST);
    }

    private void answer(List<Waiting> pings, ReadResult<Findings> found) {
        List<PingAnswer> answers = new ArrayList<>();
        synchronized (this) {
            for (int i = 0; i < pings.size(); i++) {
                answers.add(settled(pings.get(i).ping(), found.value(), i));
            }
        }
        for (int i = 0; i < pings.size(); i++) {
            pings.get(i).answer().complete(answers.get(i));
        }
    }

    private PingAnswer settled(HostPing ping, Findings found, int index) {
        PingAnswer answer = found.answers().get(index);
        if (!(answer instanceof Renewed)) {
            return answer;
        }
        if (silence.isCondemned(ping.host(), ping.incarnation())) {
            return new RegisterAgain(RefusalReason.HOST_IS_LOST);
        }
        silence.renewed(ping.host(), ping.incarnation(), found.settings());
        return answer;
    }

    private static Optional<Roll> roll(BrokerView view) {
        return settings(view).map(settings -> new Roll(List.copyOf(view.hosts()), settings));
    }

    private static Optional<SiteSettings> settings(BrokerView view) {
        return view.site().map(Site::settings);
    }

    private void declareLost(Roll roll) {
        List<Silent> silent;
        synchronized (this) {
            if (ended) {
                return;
            }
            long now = clock.nanoTime();
            Duration sinceLastTick = Duration.ofNanos(now - lastTick);
            lastTick = now;
            if (sinceLastTick.compareTo(tickInterval.multipliedBy(2)) > 0) {
                // This broker stood still, and what hosts said meanwhile may still wait to be heard.
                silence.forgive(sinceLastTick);
            }
            silent = silence.condemn(roll.hosts(), roll.settings(), now, MOST_LOST_AT_ONCE);
        }
        silent.forEach(this::declareLost);
    }

    private void declareLost(Silent host) {
        LOG.info("host {} was silent for {}: declaring it lost", host.host(), host.silence());
        term.propose(new MarkHostLost(host.host(), host.incarnation(), host.silence()), Deadline.after(PROPOSAL_TIME))
                .whenComplete((committed, failure) -> {
                    synchronized (this) {
                        if (failure == null) {
                            silence.settle(host);
                        } else {
                            silence.doubt(host);
                        }
                    }
                    if (failure != null) {
                        LOG.info("not sure whether host {} was declared lost, asking again", host.host(), failure);
                    }
                });
    }

    private static ReplicationException notPrimary() {
        return new ReplicationException(Meaning.NO_PRIMARY, "this broker is not the primary any more");
    }
}
