package io.usher.core.state;

import io.usher.core.model.Action;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.Decision;
import io.usher.core.model.Folder;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolScaling;
import io.usher.core.model.Resource;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.Schedule;
import io.usher.core.model.Session;
import io.usher.core.model.Site;
import io.usher.core.model.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * The whole replicated state at one position, immutable and in a fixed order: what a snapshot holds and what the digest
 * is taken of. Indexes and counts are not in it, since they follow from it.
 *
 * @param security who may do what
 * @param sessions live ones, in order of id
 * @param ended ended ones that are still kept, in order of id
 * @param actions pending ones and the latest that are settled, in order of id
 * @param bindings in order of host
 * @param cursors in order of pool
 * @param scalings in order of pool
 * @param advice the latest on scaling, in order of position
 * @param schedules in order of id
 * @param waiting who waits and what came of it
 * @param decisions the latest, in order of position
 * @param answers the answer window, in order of arrival
 * @param answersDroppedEarly answers dropped before their time since the site was founded
 */
public record StateImage(
        LogPosition applied,
        LogTime now,
        Optional<Site> site,
        List<BrokerProfile> brokers,
        SecurityImage security,
        List<Pool> pools,
        List<Resource> resources,
        List<Folder> folders,
        List<Host> hosts,
        List<Session> sessions,
        List<Session> ended,
        List<Action> actions,
        List<HostBinding> bindings,
        List<Cursor> cursors,
        List<PoolScaling> scalings,
        List<ScalingAdvice> advice,
        List<Schedule> schedules,
        WaitingImage waiting,
        List<Decision> decisions,
        List<RememberedAnswer> answers,
        long answersDroppedEarly) {

    /** The state before the first command. */
    public static final StateImage EMPTY = new StateImage(
            LogPosition.NONE,
            LogTime.ZERO,
            Optional.empty(),
            List.of(),
            SecurityImage.EMPTY,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            WaitingImage.EMPTY,
            List.of(),
            List.of(),
            0);

    /**
     * The same state as the beginning of another site. What was promised in the old one under its own log is left
     * behind: brokers with their keys, remembered answers, who waits, and orders to sessions, which would come too
     * late. Sessions, hosts, bindings, settings, schedules and the past stay.
     *
     * @param id of the new site
     * @param revision from which its log goes on; has to be above every fence that the old site may have given
     */
    public StateImage asNewSite(SiteId id, long revision) {
        return asNewSite(id, revision, security);
    }

    /**
     * The same, with a record of who began it and why.
     *
     * @param entry the latest of the audit trail of the new site
     */
    public StateImage asNewSite(SiteId id, long revision, AuditEntry entry) {
        return asNewSite(id, revision, security.with(entry));
    }

    private StateImage asNewSite(SiteId id, long revision, SecurityImage secured) {
        if (revision <= applied.index()) {
            throw new IllegalArgumentException(
                    "the new log must begin behind revision " + applied.index() + ", found " + revision);
        }
        return new StateImage(
                new LogPosition(revision, 0),
                now,
                site.map(old -> new Site(id, old.displayName(), old.settings(), old.featureLevel(), old.changed())),
                List.of(),
                secured,
                pools,
                resources,
                folders,
                hosts,
                sessions,
                ended,
                List.of(),
                bindings,
                cursors,
                scalings,
                advice,
                schedules,
                WaitingImage.EMPTY,
                decisions,
                List.of(),
                0);
    }

    /** Round robin of a pool goes on behind this host. */
    public record Cursor(PoolId pool, HostId host) {}
}
