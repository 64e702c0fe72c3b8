package io.usher.node.api.mapping;

import io.usher.core.model.ActionId;
import io.usher.core.model.BrokerId;
import io.usher.core.model.FolderId;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Resource names of the API, such as pools/{pool}. Readers throw {@link IllegalArgumentException}. */
public final class Names {

    private static final String POOLS = "pools/";
    private static final String SCHEDULES = "schedules/";
    private static final String HOSTS = "hosts/";
    private static final String RESOURCES = "resources/";
    private static final String FOLDERS = "folders/";
    private static final String SESSIONS = "sessions/";
    private static final String QUEUE_ENTRIES = "queueEntries/";
    private static final String ACTIONS = "actions/";
    private static final String BROKERS = "brokers/";
    private static final String BINDINGS = "bindings/";
    private static final String DECISIONS = "decisions/";
    /** The one site that a broker belongs to. */
    public static final String SITE = "site";

    private Names() {}

    public static String of(ScheduleId id) {
        return SCHEDULES + id;
    }

    public static ScheduleId schedule(String name) {
        return new ScheduleId(last(SCHEDULES, "schedules/{schedule}", name));
    }

    public static String of(PoolId id) {
        return POOLS + id;
    }

    public static String of(HostId id) {
        return HOSTS + id;
    }

    public static String of(ResourceId id) {
        return RESOURCES + id;
    }

    public static String of(FolderId id) {
        return FOLDERS + id;
    }

    public static String of(SessionId id) {
        return SESSIONS + id;
    }

    public static String of(QueueEntryId id) {
        return QUEUE_ENTRIES + id;
    }

    public static QueueEntryId queueEntry(String name) {
        return QueueEntryId.parse(last(QUEUE_ENTRIES, "queueEntries/{queue_entry}", name));
    }

    public static String of(BrokerId id) {
        return BROKERS + id;
    }

    /** Name of the decision that the command at this position led to. */
    public static String ofDecision(LogPosition position) {
        return DECISIONS + position;
    }

    public static PoolId pool(String name) {
        return new PoolId(last(POOLS, "pools/{pool}", name));
    }

    public static HostId host(String name) {
        return new HostId(last(HOSTS, "hosts/{host}", name));
    }

    /** Name of the binding of a host. */
    public static String ofBinding(HostId host) {
        return BINDINGS + host;
    }

    public static HostId binding(String name) {
        return new HostId(last(BINDINGS, "bindings/{host}", name));
    }

    public static ResourceId resource(String name) {
        return new ResourceId(last(RESOURCES, "resources/{resource}", name));
    }

    public static FolderId folder(String name) {
        return new FolderId(last(FOLDERS, "folders/{folder}", name));
    }

    public static SessionId session(String name) {
        return SessionId.parse(last(SESSIONS, "sessions/{session}", name));
    }

    public static String of(ActionId id) {
        return ACTIONS + id;
    }

    public static BrokerId broker(String name) {
        return new BrokerId(last(BROKERS, "brokers/{broker}", name));
    }

    public static LogPosition decision(String name) {
        return LogPosition.parse(last(DECISIONS, "decisions/{decision}", name));
    }

    /** Name of the advice for a pool that the command at this position led to. */
    public static String ofAdvice(LogPosition position, PoolId pool) {
        return "scalingAdvice/" + position + "." + pool;
    }

    /** Whether the name could be that of a session. */
    public static boolean isSession(String name) {
        return name.startsWith(SESSIONS);
    }

    /** A filter: empty text for none. */
    public static <T> Optional<T> optional(String name, Function<String, T> reader) {
        return name.isEmpty() ? Optional.empty() : Optional.of(reader.apply(name));
    }

    /**
     * The user in the one form in which brokers compare names. Folding case depends on the Unicode tables of the JDK at
     * hand, so it is done here, before a command enters the log, and never again.
     */
    public static UserName user(String name) {
        return new UserName(name.toLowerCase(Locale.ROOT));
    }

    private static String last(String collection, String form, String name) {
        if (!name.startsWith(collection)) {
            throw new IllegalArgumentException("must look like " + form + ", found '" + shortened(name) + "'");
        }
        return name.substring(collection.length());
    }

    /** A wrong name may be of any length; a message need not be. */
    private static String shortened(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }
}
