package io.usher.it.history.naive;

import io.usher.core.command.RefusalReason;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.LogPosition;
import io.usher.core.model.SiteSettings;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.RoleGrant;
import io.usher.proto.v1.ScalingAdvice;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everything the model knows: lists, searched from the front; and the command at hand. */
final class NaiveState {

    /** Ended sessions that are kept, apart from those that a host must still be told of; the core's bounds. */
    private static final int MOST_SETTLED = 10_000;

    private static final int MOST_UNTOLD = 100_000;
    private static final int MOST_SETTLED_ACTIONS = 10_000;

    LogPosition position = LogPosition.NONE;
    long now;
    String request = "";
    String identity = "";

    String siteId = "";
    String siteName = "";
    SiteSettings siteSettings = SiteSettings.DEFAULTS;
    int siteLevel = 1;
    LogPosition siteChanged = LogPosition.NONE;

    final List<NaiveBroker> brokers = new ArrayList<>();
    final List<RoleGrant> roles = new ArrayList<>();
    final List<NaivePool> pools = new ArrayList<>();
    final List<NaiveResource> resources = new ArrayList<>();
    final List<NaiveFolder> folders = new ArrayList<>();
    final List<NaiveHost> hosts = new ArrayList<>();
    final List<NaiveBinding> bindings = new ArrayList<>();
    final List<NaiveAction> actions = new ArrayList<>();
    final Map<String, ScalingRules.Wish> scalingWishes = new HashMap<>();
    final List<ScalingAdvice> advice = new ArrayList<>();
    final List<NaiveSchedule> schedules = new ArrayList<>();
    /** In order of arrival. */
    final List<NaiveQueue.Place> queue = new ArrayList<>();
    /** In order of id. */
    final List<NaiveSession> live = new ArrayList<>();

    final List<NaiveSession> ended = new ArrayList<>();

    private final List<SessionChanged> changes = new ArrayList<>();

    Optional<NaivePool> pool(String id) {
        return pools.stream().filter(pool -> pool.id.equals(id)).findFirst();
    }

    Optional<NaiveResource> resource(String id) {
        return resources.stream().filter(resource -> resource.id.equals(id)).findFirst();
    }

    Optional<NaiveFolder> folder(String id) {
        return folders.stream().filter(folder -> folder.id.equals(id)).findFirst();
    }

    /** The folders from the top down to one of them; none where the name is empty or of no folder. */
    List<NaiveFolder> folderPath(String id) {
        List<NaiveFolder> path = new ArrayList<>();
        folder(id).ifPresent(folder -> {
            path.addAll(folderPath(FolderRules.parent(folder.settings)));
            path.add(folder);
        });
        return path;
    }

    Optional<NaiveHost> host(String id) {
        return hosts.stream().filter(host -> host.id.equals(id)).findFirst();
    }

    Optional<NaiveSession> live(LogPosition id) {
        return live.stream().filter(session -> session.id.equals(id)).findFirst();
    }

    Optional<NaiveSession> liveOrEnded(LogPosition id) {
        Optional<NaiveSession> found = live(id);
        return found.isPresent()
                ? found
                : ended.stream().filter(session -> session.id.equals(id)).findFirst();
    }

    List<NaiveSession> live(Predicate<NaiveSession> test) {
        return live.stream().filter(test).toList();
    }

    List<NaiveSession> on(NaiveHost host) {
        return live(session -> session.host.equals(host.id));
    }

    int seats(NaiveHost host) {
        return inEffect(host, HostPolicy::maxSessions, 250);
    }

    int weight(NaiveHost host) {
        return inEffect(host, HostPolicy::weight, 100);
    }

    int pendingLimit(NaiveHost host) {
        return inEffect(host, HostPolicy::pendingLogonLimit, 0);
    }

    /** What the host says, else its pool, else the site, else nobody. */
    int inEffect(NaiveHost host, Function<HostPolicy, OptionalInt> setting, int otherwise) {
        return Stream.of(
                        host.settings.policy(),
                        pool(host.pool).orElseThrow().settings.hosts(),
                        siteSettings.hosts())
                .map(setting)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .map(OptionalInt::getAsInt)
                .orElse(otherwise);
    }

    int pending(NaiveHost host) {
        return (int) on(host).stream()
                .filter(session -> session.is(Session.State.STATE_PENDING))
                .count();
    }

    /** Seats that the latest load report of the host cannot know of. */
    int inFlight(NaiveHost host) {
        return (int) on(host).stream()
                .filter(session ->
                        session.is(Session.State.STATE_PENDING) || session.confirmed.compareTo(host.loadAt) > 0)
                .count();
    }

    /** The answer to a command that the site is too old for. */
    Refused levelTooLow(int needed) {
        return Refused.because(
                RefusalReason.FEATURE_LEVEL_TOO_LOW,
                Map.of("needed", String.valueOf(needed), "found", String.valueOf(siteLevel)));
    }

    void add(NaiveSession session, SessionEvent.Change change) {
        live.add(session);
        live.sort(Comparator.comparing(each -> each.id));
        changed(session, change);
    }

    /** Notes that the command at hand changed the session, and moves it to the ended ones when it is over. */
    void changed(NaiveSession session, SessionEvent.Change change) {
        session.changed = position;
        if (session.is(Session.State.STATE_ENDED)) {
            live.remove(session);
            bindings.stream()
                    .filter(binding -> binding.host.equals(session.host))
                    .forEach(binding -> binding.use(session.since));
            if (!ended.contains(session)) {
                ended.add(session);
            }
        }
        changes.add(new SessionChanged(position, change, session.picture()));
    }

    /** Keeps to the bounds, after each command. */
    void forgetOldest() {
        forget(session -> session.action == Session.Action.ACTION_UNSPECIFIED, MOST_SETTLED);
        forget(session -> session.action != Session.Action.ACTION_UNSPECIFIED, MOST_UNTOLD);
        List<NaiveAction> settled = actions.stream()
                .filter(action -> !action.isPending())
                .sorted(Comparator.<NaiveAction, LogPosition>comparing(action -> action.changed)
                        .thenComparing(action -> action.id))
                .toList();
        actions.removeAll(settled.subList(0, Math.max(0, settled.size() - MOST_SETTLED_ACTIONS)));
    }

    private void forget(Predicate<NaiveSession> kind, int most) {
        if (ended.size() <= most) {
            return;
        }
        List<NaiveSession> oldestFirst = ended.stream()
                .filter(kind)
                .sorted(Comparator.<NaiveSession, LogPosition>comparing(session -> session.changed)
                        .thenComparing(session -> session.id))
                .toList();
        ended.removeAll(oldestFirst.subList(0, Math.max(0, oldestFirst.size() - most)));
    }

    NaiveAnswer answer(NaiveSession session) {
        return new Done(session.picture());
    }

    /** What has been done to sessions since this was asked last. */
    List<SessionChanged> takeChanges() {
        List<SessionChanged> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }
}
