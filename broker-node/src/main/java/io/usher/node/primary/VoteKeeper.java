package io.usher.node.primary;

import io.usher.core.command.Refusal;
import io.usher.core.command.StandIn;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.state.BrokerView;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.Preference;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.Submission;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that those brokers vote that are to: those that are no standby. When one of them has been missing for too
 * long it orders, in the log, that a standby takes its place. Then it changes the group step by step until the group is
 * as the log says; whoever leads next goes on with that. A new primary has missed nobody yet, so each broker gets the
 * full time after a failover. Thread-safe.
 */
public final class VoteKeeper {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(VoteKeeper.class);

    private final ReplicatedBroker broker;
    private final GroupControl control;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Since when brokers have been missing. Guarded by itself. */
    private final Steadiness missing;

    /** What is to be done next. */
    private sealed interface Step {

        record Change(GroupMembers from, GroupMembers to) implements Step {}

        record Order(StandIn command) implements Step {}
    }

    /** @param nanoTime a monotonic clock, in nanoseconds */
    public VoteKeeper(ReplicatedBroker broker, GroupControl control, LongSupplier nanoTime) {
        this.broker = broker;
        this.control = control;
        this.missing = new Steadiness(nanoTime::getAsLong);
    }

    /** Looks once, unless the look before is still under way. Does nothing on a broker that does not lead. */
    public void tick() {
        if (!control.leading()) {
            synchronized (missing) {
                missing.saw(Set.of());
            }
        } else if (busy.compareAndSet(false, true)) {
            look().whenComplete((done, failure) -> {
                busy.set(false);
                if (failure != null) {
                    LOG.info("who votes was not changed this time: {}", failure.getMessage());
                }
            });
        }
    }

    private CompletionStage<Void> look() {
        GroupMembers group = control.members();
        return broker.read(Freshness.STALE, Deadline.after(TIME), view -> next(view, group))
                .thenCompose(found ->
                        found.value().map(this::carryOut).orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    private Optional<Step> next(BrokerView view, GroupMembers group) {
        Set<BrokerId> steady = steady(group);
        Optional<Step> change =
                new VoteChange(view, group, steady, control.self()).next().map(to -> new Step.Change(group, to));
        Optional<Step> order = order(view, group, steady);
        return change.isPresent() ? change : order;
    }

    /** Those that answer and keep up, this broker among them. */
    private Set<BrokerId> steady(GroupMembers group) {
        Set<BrokerId> steady = new HashSet<>(Set.of(control.self()));
        for (Peer peer : group.all()) {
            try {
                control.checkSteady(peer.id());
                steady.add(peer.id());
            } catch (GroupChangeException e) {
                LOG.debug("broker={} is missing", peer.id(), e);
            }
        }
        return steady;
    }

    private Optional<Step> order(BrokerView view, GroupMembers group, Set<BrokerId> steady) {
        List<BrokerId> absent = group.all().stream()
                .map(Peer::id)
                .filter(id -> !steady.contains(id) && votes(view, id))
                .toList();
        synchronized (missing) {
            missing.saw(Set.copyOf(absent));
            return absent.stream()
                    .flatMap(id -> standIn(view, group, steady, id).stream())
                    .<Step>map(Step.Order::new)
                    .findFirst();
        }
    }

    private Optional<StandIn> standIn(BrokerView view, GroupMembers group, Set<BrokerId> steady, BrokerId absent) {
        Duration silence = missing.of(absent).truncatedTo(ChronoUnit.MILLIS);
        Comparator<BrokerId> disabledLast =
                Comparator.comparing(id -> Preference.settings(view, id).disabled());
        return group.standbys().stream()
                .map(Peer::id)
                .filter(steady::contains)
                .filter(id -> settings(view, id)
                        .filter(BrokerSettings::isStandby)
                        .filter(own -> silence.compareTo(own.standby().patience()) >= 0)
                        .isPresent())
                .min(disabledLast
                        .thenComparing(id -> -Preference.settings(view, id).priority())
                        .thenComparing(Comparator.naturalOrder()))
                .map(standby -> new StandIn(absent, standby, silence));
    }

    /** Whether the site knows the broker and wants it to vote. */
    private static boolean votes(BrokerView view, BrokerId id) {
        return settings(view, id).filter(settings -> !settings.isStandby()).isPresent();
    }

    private static Optional<BrokerSettings> settings(BrokerView view, BrokerId id) {
        return view.broker(id).filter(BrokerProfile::isMember).map(BrokerProfile::settings);
    }

    private CompletionStage<Void> carryOut(Step step) {
        if (step instanceof Step.Change change) {
            LOG.info(
                    "changing who votes, from={} to={}",
                    change.from().voters(),
                    change.to().voters());
            return control.changeVotes(change.from(), change.to());
        }
        return order(((Step.Order) step).command());
    }

    private CompletionStage<Void> order(StandIn command) {
        LOG.warn(
                "broker={} has been missing for {}: standby={} gets its vote",
                command.missing(),
                command.silence(),
                command.standby());
        return broker.submit(new Submission(command, Optional.empty(), Deadline.after(TIME)))
                .thenAccept(committed -> {
                    if (committed.reply() instanceof Refusal refusal) {
                        throw new GroupChangeException("the site refused: " + refusal);
                    }
                });
    }
}
