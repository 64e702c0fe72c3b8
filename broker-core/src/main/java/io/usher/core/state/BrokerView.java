package io.usher.core.state;

import io.usher.core.command.Reply;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.Decision;
import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
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
import io.usher.core.model.RoleTable;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.Site;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import io.usher.core.placement.Ranking;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Questions about the replicated state. Everything returned is immutable except the collections marked as live views,
 * which must not be kept. Collections are in order of id. Not thread-safe: whoever holds the view sees to it that
 * nothing is applied meanwhile.
 */
public interface BrokerView {

    /** Position of the last command applied, {@link LogPosition#NONE} before the first. */
    LogPosition applied();

    /** Log time of the last command applied. */
    LogTime now();

    Optional<Site> site();

    /** The settings of the site, the defaults before it is founded. */
    default SiteSettings siteSettings() {
        return site().map(Site::settings).orElse(SiteSettings.DEFAULTS);
    }

    /** What may be in the log of the site; the first level before it is founded. */
    default FeatureLevel featureLevel() {
        return site().map(Site::featureLevel).orElse(FeatureLevel.FIRST);
    }

    /** The inherited settings that are in effect on a host whose pool exists. */
    default EffectiveHostPolicy policyOf(Host host) {
        HostPolicy pool = pool(host.pool()).orElseThrow().settings().hosts();
        return EffectiveHostPolicy.of(
                host.settings().policy(), pool, siteSettings().hosts());
    }

    Optional<BrokerProfile> broker(BrokerId id);

    /** Live view. */
    Collection<BrokerProfile> brokers();

    /** Live view of who may do what. */
    SecurityView security();

    /** Who may do what. May be kept. */
    default RoleTable roles() {
        return security().roles();
    }

    Optional<Pool> pool(PoolId id);

    /** Live view. */
    Collection<Pool> pools();

    Optional<Resource> resource(ResourceId id);

    /** Live view. */
    Collection<Resource> resources();

    Optional<Folder> folder(FolderId id);

    /** Live view. */
    Collection<Folder> folders();

    Optional<Host> host(HostId id);

    /** Live view. */
    Collection<Host> hosts();

    /** Live view; empty for a pool that does not exist. */
    Collection<Host> hostsOf(PoolId pool);

    /** Live view of how the hosts of an existing pool stand. */
    Ranking ranking(PoolId pool);

    /** Live view of how those hosts of an existing pool stand that carry all of these labels; in order, keys differ. */
    Ranking ranking(PoolId pool, List<Label> labels);

    /** Seats of a host; all zero for one that does not exist. */
    SeatCount seats(HostId host);

    /** A session that is live or ended not long ago. */
    Optional<Session> session(SessionId id);

    /** Live view of the live sessions. */
    Collection<Session> sessions();

    /** Live sessions with an id above the given one, at most so many; for pages. */
    List<Session> sessionsAfter(Optional<SessionId> after, int limit);

    /** Live sessions of a user. */
    List<Session> sessionsOf(UserName user);

    /** How many users have live sessions of a resource. */
    int usersOf(ResourceId resource);

    /** Live sessions on a host. */
    List<Session> sessionsOn(HostId host);

    /** Ended sessions that a host has been ordered to end and has not been seen without. */
    List<Session> endedSessionsOn(HostId host);

    /** Live view of the hosts that belong to somebody. */
    OwnedHosts bindings();

    Optional<Schedule> schedule(ScheduleId id);

    /** Live view. */
    Collection<Schedule> schedules();

    /** Live view of those who wait. */
    Collection<QueueEntry> queueEntries();

    /** A place where somebody waits. */
    Optional<QueueEntry> queueEntry(QueueEntryId id);

    /** What came of waiting not long ago. */
    Optional<EndedWait> endedWait(QueueEntryId id);

    /** Live view of those who wait for a seat in a pool, in order. */
    Collection<QueueEntry> queueOf(PoolId pool);

    /** Places of a user. */
    List<QueueEntry> queueEntriesOf(UserName user);

    /** Places for a resource. */
    List<QueueEntry> queueEntriesFor(ResourceId resource);

    /** When the next place is given up. */
    Optional<LogTime> nextQueueEnd();

    /** Places to be given up at the given time, in order of when and id. */
    List<QueueEntry> dueQueueEntries(LogTime time, int limit);

    /** The host after which round robin of the pool goes on. */
    Optional<HostId> cursor(PoolId pool);

    /** One of the latest decisions. */
    Optional<Decision> decision(LogPosition position);

    /** Live view of the latest decisions, in order of position. */
    Collection<Decision> decisions();

    /**
     * When the next lease of a PENDING session ends, the failed logons of a host are forgotten, a session is to be
     * logged off because nobody works in it, a pending action counts as not done, or a binding was not used for long.
     */
    Optional<LogTime> nextDeadline();

    /** Hosts whose failed logons are to be forgotten at the given time, in order of when and id. */
    List<Host> hostsToForgive(LogTime time, int limit);

    /** PENDING sessions whose lease is over at the given time, in order of deadline and id. */
    List<Session> dueSessions(LogTime time, int limit);

    /** Sessions that are to be logged off at the given time since nobody works in them, in order of time and id. */
    List<Session> dueLogOffs(LogTime time, int limit);

    /** An action that is pending, or of which it was known not long ago what became of it. */
    Optional<Action> action(ActionId id);

    /** Actions with an id above the given one, at most so many; for pages. */
    List<Action> actionsAfter(Optional<ActionId> after, int limit);

    /** How many actions are pending. */
    int pendingActions();

    /** Live view of the pending actions of a host and of its sessions. */
    Collection<Action> pendingActionsOn(HostId host);

    /** Pending actions of a session. */
    List<Action> pendingActionsOf(SessionId session);

    /** Pending actions whose time is over, in order of deadline and id. */
    List<Action> dueActions(LogTime time, int limit);

    /** What the workload of a pool calls for; empty when it calls for nothing. */
    Optional<PoolScaling> scaling(PoolId pool);

    /** Live view of the latest advice on scaling, in order of position. */
    Collection<ScalingAdvice> scalingAdvice();

    /** What a request was answered, if its answer is still kept. */
    Optional<Reply> answer(RequestId request);

    /** How many answers were dropped before their time because too many came; 0 in a healthy site. */
    long answersDroppedEarly();

    /** A consistent copy of the whole state, which may be kept: one pass over the tables, nothing encoded. */
    StateImage image();
}
