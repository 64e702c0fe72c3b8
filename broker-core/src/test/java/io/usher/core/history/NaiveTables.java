package io.usher.core.history;

import io.usher.core.command.Reply;
import io.usher.core.event.Event;
import io.usher.core.event.EventHandler;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionState;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.AuditForgotten;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.Decision;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolScaling;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.RoleGrant;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.model.Site;
import io.usher.core.state.EndedWait;
import io.usher.core.state.Limits;
import io.usher.core.state.RememberedAnswer;
import io.usher.core.state.SecurityImage;
import io.usher.core.state.StateDigest;
import io.usher.core.state.StateImage;
import io.usher.core.state.WaitingImage;
import io.usher.core.transcript.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Tables that events are written into in the plainest way there is. */
final class NaiveTables implements EventHandler {

    private Optional<Site> site;
    private final SortedMap<BrokerId, BrokerProfile> brokers;
    private final List<RoleGrant> roles;
    private final List<AuditEntry> audit;
    private final SortedMap<PoolId, Pool> pools;
    private final SortedMap<ResourceId, Resource> resources;
    private final SortedMap<FolderId, Folder> folders;
    private final SortedMap<HostId, Host> hosts;
    private final SortedMap<SessionId, Session> sessions;
    private final SortedMap<SessionId, Session> ended;
    private final SortedMap<ActionId, Action> actions;
    private final SortedMap<HostId, HostBinding> bindings;
    private final SortedMap<PoolId, StateImage.Cursor> cursors;
    private final SortedMap<PoolId, PoolScaling> scalings;
    private final List<ScalingAdvice> advice;
    private final SortedMap<ScheduleId, Schedule> schedules;
    private final SortedMap<QueueEntryId, QueueEntry> queue;
    private final List<EndedWait> endedWaits;
    private final SortedMap<LogPosition, Decision> decisions;
    private final List<RememberedAnswer> answers;
    private final long answersDroppedEarly;

    NaiveTables(StateImage image) {
        site = image.site();
        brokers = table(image.brokers(), BrokerProfile::id);
        roles = new ArrayList<>(image.security().roles());
        audit = new ArrayList<>(image.security().audit());
        pools = table(image.pools(), Pool::id);
        resources = table(image.resources(), Resource::id);
        folders = table(image.folders(), Folder::id);
        hosts = table(image.hosts(), Host::id);
        sessions = table(image.sessions(), Session::id);
        ended = table(image.ended(), Session::id);
        actions = table(image.actions(), Action::id);
        bindings = table(image.bindings(), HostBinding::host);
        cursors = table(image.cursors(), StateImage.Cursor::pool);
        scalings = table(image.scalings(), PoolScaling::pool);
        advice = new ArrayList<>(image.advice());
        schedules = table(image.schedules(), Schedule::id);
        queue = table(image.waiting().entries(), QueueEntry::id);
        endedWaits = new ArrayList<>(image.waiting().ended());
        decisions = table(image.decisions(), Decision::position);
        answers = new ArrayList<>(image.answers());
        answersDroppedEarly = image.answersDroppedEarly();
    }

    /** The answer window holds what was answered in the last 15 minutes. Histories are too short to fill it. */
    void remember(Step step, LogTime now, Reply reply) {
        step.request().ifPresent(request -> {
            answers.removeIf(answer -> now.epochMillis() - answer.answered().epochMillis() > 900_000);
            answers.add(new RememberedAnswer(request, new StateDigest().fingerprint(step.command()), now, reply));
        });
    }

    /** Takes the entry over that the step left, if it left one: what is in it has its own invariant. */
    void takeAudit(Step step, StateImage after) {
        after.security().audit().stream()
                .filter(entry -> entry.position().equals(step.position()))
                .forEach(audit::add);
    }

    StateImage image(LogPosition applied, LogTime now) {
        drop(Limits.ENDED_SESSIONS, false);
        dropActions();
        drop(Limits.UNTOLD_SESSIONS, true);
        while (decisions.size() > Limits.DECISIONS) {
            decisions.remove(decisions.firstKey());
        }
        return new StateImage(
                applied,
                now,
                site,
                List.copyOf(brokers.values()),
                new SecurityImage(roles, audit, AuditForgotten.NONE),
                List.copyOf(pools.values()),
                List.copyOf(resources.values()),
                List.copyOf(folders.values()),
                List.copyOf(hosts.values()),
                List.copyOf(sessions.values()),
                List.copyOf(ended.values()),
                List.copyOf(actions.values()),
                List.copyOf(bindings.values()),
                List.copyOf(cursors.values()),
                List.copyOf(scalings.values()),
                advice.subList(Math.max(0, advice.size() - Limits.SCALING_ADVICE), advice.size()),
                List.copyOf(schedules.values()),
                new WaitingImage(List.copyOf(queue.values()), endedWaits),
                List.copyOf(decisions.values()),
                answers,
                answersDroppedEarly);
    }

    private void drop(int most, boolean untold) {
        List<Session> oldestFirst = ended.values().stream()
                .filter(session -> session.status().action().isPresent() == untold)
                .sorted(Comparator.comparing(Session::changed).thenComparing(Session::id))
                .toList();
        oldestFirst.stream()
                .limit(Math.max(0, oldestFirst.size() - most))
                .forEach(session -> ended.remove(session.id()));
    }

    private void dropActions() {
        List<Action> oldestFirst = actions.values().stream()
                .filter(action -> action.outcome().state() != ActionState.PENDING)
                .sorted(Comparator.comparing((Action action) -> action.outcome().changed())
                        .thenComparing(Action::id))
                .toList();
        oldestFirst.stream()
                .limit(Math.max(0, oldestFirst.size() - Limits.SETTLED_ACTIONS))
                .forEach(action -> actions.remove(action.id()));
    }

    private static <K, V> SortedMap<K, V> table(List<V> values, Function<V, K> key) {
        SortedMap<K, V> table = new TreeMap<>();
        values.forEach(value -> table.put(key.apply(value), value));
        return table;
    }

    @Override
    public void handle(Event.SiteChanged event) {
        site = Optional.of(event.site());
    }

    @Override
    public void handle(Event.BrokerChanged event) {
        brokers.put(event.broker().id(), event.broker());
    }

    @Override
    public void handle(Event.RoleGranted event) {
        roles.add(event.grant());
        roles.sort(Comparator.comparing(RoleGrant::identity).thenComparing(RoleGrant::role));
    }

    @Override
    public void handle(Event.RoleRevoked event) {
        roles.remove(event.grant());
    }

    @Override
    public void handle(Event.PoolChanged event) {
        pools.put(event.pool().id(), event.pool());
    }

    @Override
    public void handle(Event.PoolDeleted event) {
        pools.remove(event.pool());
        cursors.remove(event.pool());
        bindings.values().removeIf(binding -> binding.pool().equals(event.pool()));
        scalings.remove(event.pool());
    }

    @Override
    public void handle(Event.ResourceChanged event) {
        resources.put(event.resource().id(), event.resource());
    }

    @Override
    public void handle(Event.ResourceDeleted event) {
        resources.remove(event.resource());
    }

    @Override
    public void handle(Event.FolderChanged event) {
        folders.put(event.folder().id(), event.folder());
    }

    @Override
    public void handle(Event.FolderDeleted event) {
        folders.remove(event.folder());
    }

    @Override
    public void handle(Event.HostChanged event) {
        hosts.put(event.host().id(), event.host());
    }

    @Override
    public void handle(Event.HostRemoved event) {
        hosts.remove(event.host());
    }

    @Override
    public void handle(Event.SessionChanged event) {
        Session session = event.session();
        sessions.remove(session.id());
        ended.remove(session.id());
        (session.state() == SessionState.ENDED ? ended : sessions).put(session.id(), session);
        if (session.state() == SessionState.ENDED) {
            LogTime end = session.status().since();
            bindings.computeIfPresent(
                    session.host(),
                    (host, found) -> new HostBinding(
                            host,
                            found.pool(),
                            found.owner(),
                            end.isAfter(found.used()) ? end : found.used(),
                            found.changed()));
        }
    }

    @Override
    public void handle(Event.ActionChanged event) {
        actions.put(event.action().id(), event.action());
    }

    @Override
    public void handle(Event.BindingChanged event) {
        bindings.put(event.binding().host(), event.binding());
    }

    @Override
    public void handle(Event.BindingRemoved event) {
        bindings.remove(event.host());
    }

    @Override
    public void handle(Event.CursorMoved event) {
        cursors.put(event.pool(), new StateImage.Cursor(event.pool(), event.host()));
    }

    @Override
    public void handle(Event.ScalingWatched event) {
        scalings.put(event.scaling().pool(), event.scaling());
    }

    @Override
    public void handle(Event.ScalingEased event) {
        scalings.remove(event.pool());
    }

    @Override
    public void handle(Event.ScalingAdvised event) {
        advice.add(event.advice());
    }

    @Override
    public void handle(Event.ScheduleChanged event) {
        schedules.put(event.schedule().id(), event.schedule());
    }

    @Override
    public void handle(Event.ScheduleDeleted event) {
        schedules.remove(event.schedule());
    }

    @Override
    public void handle(Event.QueueEntryChanged event) {
        queue.put(event.entry().id(), event.entry());
    }

    @Override
    public void handle(Event.QueueLeft event) {
        QueueEntry entry = event.entry();
        queue.remove(entry.id());
        endedWaits.add(new EndedWait(entry.id(), entry.wish(), event.time(), event.outcome()));
        Duration kept = Duration.ofMinutes(15);
        endedWaits.removeIf(wait -> event.time().isAfter(wait.ended().plus(kept)));
    }

    @Override
    public void handle(Event.DecisionRecorded event) {
        decisions.put(event.decision().position(), event.decision());
    }
}
