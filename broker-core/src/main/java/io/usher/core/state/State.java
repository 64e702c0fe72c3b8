package io.usher.core.state;

import io.usher.core.command.Reply;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.Decision;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.Label;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolScaling;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.RequestId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.Site;
import io.usher.core.model.UserName;
import io.usher.core.placement.Ranking;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tables. Written by {@link EventApplier} and {@link Ledger} alone. Not thread-safe. */
public final class State implements BrokerView {

    private LogPosition applied = LogPosition.NONE;
    private LogTime now = LogTime.ZERO;
    private Optional<Site> site = Optional.empty();
    final SortedMap<BrokerId, BrokerProfile> brokers = new TreeMap<>();
    final SortedMap<PoolId, Pool> pools = new TreeMap<>();
    final SortedMap<ResourceId, Resource> resources = new TreeMap<>();
    final SortedMap<FolderId, Folder> folders = new TreeMap<>();
    final SortedMap<PoolId, HostId> cursors = new TreeMap<>();
    final SortedMap<PoolId, PoolScaling> scalings = new TreeMap<>();
    final Deque<ScalingAdvice> advice = new ArrayDeque<>();
    final SortedMap<ScheduleId, Schedule> schedules = new TreeMap<>();
    final NavigableMap<LogPosition, Decision> decisions = new TreeMap<>();
    final Hosts hosts = new Hosts();
    final Sessions sessions = new Sessions();
    final WaitingRoom waiting = new WaitingRoom();
    final Bindings bindings = new Bindings(pools);
    final Rankings rankings = new Rankings(hosts, sessions, bindings);
    final Actions actions = new Actions(Limits.SETTLED_ACTIONS);
    final Security security = new Security();
    private final LogOffTimers logOffs = new LogOffTimers();
    final EndedSessions ended = new EndedSessions(Limits.ENDED_SESSIONS, Limits.UNTOLD_SESSIONS);
    final AnswerWindow answers = new AnswerWindow(Limits.ANSWERS, Limits.ANSWER_HORIZON);

    void advance(LogPosition position, LogTime time) {
        applied = position;
        now = time;
    }

    List<PoolId> poolsOf(ResourceId resource) {
        return resource(resource).map(found -> found.settings().pools()).orElse(List.of());
    }

    void putSite(Site changed) {
        site = Optional.of(changed);
    }

    /** Works out anew when the sessions are to be logged off, after they or what it depends on changed. */
    void timeLogOffs(Collection<Session> changed) {
        changed.forEach(session -> logOffs.set(session.id(), logOffTime(session)));
    }

    private Optional<LogTime> logOffTime(Session session) {
        if (!session.state().isConfirmed()) {
            return Optional.empty();
        }
        boolean isApplication = session.subject()
                .resource()
                .flatMap(this::resource)
                .filter(resource -> resource.kind() == ResourceKind.APPLICATION)
                .isPresent();
        return policyOf(hosts.find(session.host()).orElseThrow()).logOffTime(session, isApplication);
    }

    @Override
    public LogPosition applied() {
        return applied;
    }

    @Override
    public LogTime now() {
        return now;
    }

    @Override
    public Optional<Site> site() {
        return site;
    }

    @Override
    public Optional<BrokerProfile> broker(BrokerId id) {
        return Optional.ofNullable(brokers.get(id));
    }

    @Override
    public Collection<BrokerProfile> brokers() {
        return brokers.values();
    }

    @Override
    public SecurityView security() {
        return security;
    }

    @Override
    public Optional<Pool> pool(PoolId id) {
        return Optional.ofNullable(pools.get(id));
    }

    @Override
    public Collection<Pool> pools() {
        return pools.values();
    }

    @Override
    public Optional<Resource> resource(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }

    @Override
    public Collection<Resource> resources() {
        return resources.values();
    }

    @Override
    public Optional<Folder> folder(FolderId id) {
        return Optional.ofNullable(folders.get(id));
    }

    @Override
    public Collection<Folder> folders() {
        return folders.values();
    }

    @Override
    public Optional<Host> host(HostId id) {
        return hosts.find(id);
    }

    @Override
    public Collection<Host> hosts() {
        return hosts.all();
    }

    @Override
    public Collection<Host> hostsOf(PoolId pool) {
        return hosts.of(pool);
    }

    @Override
    public Ranking ranking(PoolId pool) {
        return rankings.of(pool);
    }

    @Override
    public Ranking ranking(PoolId pool, List<Label> labels) {
        return rankings.of(pool, labels);
    }

    @Override
    public SeatCount seats(HostId host) {
        return sessions.seats(host);
    }

    @Override
    public Optional<Session> session(SessionId id) {
        return sessions.find(id).or(() -> ended.find(id));
    }

    @Override
    public Collection<Session> sessions() {
        return sessions.all();
    }

    @Override
    public List<Session> sessionsAfter(Optional<SessionId> after, int limit) {
        return sessions.after(after, limit);
    }

    @Override
    public List<Session> sessionsOf(UserName user) {
        return sessions.of(user);
    }

    @Override
    public int usersOf(ResourceId resource) {
        return sessions.usersOf(resource);
    }

    @Override
    public List<Session> sessionsOn(HostId host) {
        return sessions.on(host);
    }

    @Override
    public List<Session> endedSessionsOn(HostId host) {
        return ended.untoldOn(host);
    }

    @Override
    public OwnedHosts bindings() {
        return bindings;
    }

    @Override
    public Optional<Schedule> schedule(ScheduleId id) {
        return Optional.ofNullable(schedules.get(id));
    }

    @Override
    public Collection<Schedule> schedules() {
        return schedules.values();
    }

    @Override
    public Collection<QueueEntry> queueEntries() {
        return waiting.all();
    }

    @Override
    public Optional<QueueEntry> queueEntry(QueueEntryId id) {
        return waiting.find(id);
    }

    @Override
    public Optional<EndedWait> endedWait(QueueEntryId id) {
        return waiting.ended(id);
    }

    @Override
    public Collection<QueueEntry> queueOf(PoolId pool) {
        return waiting.in(pool);
    }

    @Override
    public List<QueueEntry> queueEntriesOf(UserName user) {
        return waiting.of(user);
    }

    @Override
    public List<QueueEntry> queueEntriesFor(ResourceId resource) {
        return waiting.of(resource);
    }

    @Override
    public Optional<LogTime> nextQueueEnd() {
        return waiting.nextEnd();
    }

    @Override
    public List<QueueEntry> dueQueueEntries(LogTime time, int limit) {
        return waiting.due(time, limit);
    }

    @Override
    public Optional<PoolScaling> scaling(PoolId pool) {
        return Optional.ofNullable(scalings.get(pool));
    }

    @Override
    public Collection<ScalingAdvice> scalingAdvice() {
        return advice;
    }

    @Override
    public Optional<HostId> cursor(PoolId pool) {
        return Optional.ofNullable(cursors.get(pool));
    }

    @Override
    public Optional<Decision> decision(LogPosition position) {
        return Optional.ofNullable(decisions.get(position));
    }

    @Override
    public Collection<Decision> decisions() {
        return decisions.values();
    }

    @Override
    public Optional<LogTime> nextDeadline() {
        return Stream.of(
                        sessions.nextDeadline(),
                        hosts.nextForgetting(),
                        logOffs.next(),
                        actions.nextDeadline(),
                        bindings.nextRemoval())
                .flatMap(Optional::stream)
                .min(LogTime::compareTo);
    }

    @Override
    public List<Host> hostsToForgive(LogTime time, int limit) {
        return hosts.toForget(time, limit);
    }

    @Override
    public List<Session> dueSessions(LogTime time, int limit) {
        return sessions.due(time, limit);
    }

    @Override
    public List<Session> dueLogOffs(LogTime time, int limit) {
        return logOffs.due(time, limit).stream()
                .map(id -> sessions.find(id).orElseThrow())
                .toList();
    }

    @Override
    public Optional<Action> action(ActionId id) {
        return actions.find(id);
    }

    @Override
    public List<Action> actionsAfter(Optional<ActionId> after, int limit) {
        return actions.after(after, limit);
    }

    @Override
    public int pendingActions() {
        return actions.pending();
    }

    @Override
    public Collection<Action> pendingActionsOn(HostId host) {
        return actions.pendingOn(host);
    }

    @Override
    public List<Action> pendingActionsOf(SessionId session) {
        return actions.pendingOf(session);
    }

    @Override
    public List<Action> dueActions(LogTime time, int limit) {
        return actions.due(time, limit);
    }

    @Override
    public Optional<Reply> answer(RequestId request) {
        return answers.find(request).map(RememberedAnswer::reply);
    }

    @Override
    public long answersDroppedEarly() {
        return answers.droppedEarly();
    }

    @Override
    public StateImage image() {
        return new StateImage(
                applied,
                now(),
                site(),
                List.copyOf(brokers.values()),
                security.image(),
                List.copyOf(pools.values()),
                List.copyOf(resources.values()),
                List.copyOf(folders.values()),
                List.copyOf(hosts.all()),
                List.copyOf(sessions.all()),
                List.copyOf(ended.all()),
                List.copyOf(actions.all()),
                List.copyOf(bindings.all()),
                cursors.entrySet().stream()
                        .map(entry -> new StateImage.Cursor(entry.getKey(), entry.getValue()))
                        .toList(),
                List.copyOf(scalings.values()),
                List.copyOf(advice),
                List.copyOf(schedules.values()),
                waiting.image(),
                List.copyOf(decisions.values()),
                answers.image(),
                answers.droppedEarly());
    }
}
