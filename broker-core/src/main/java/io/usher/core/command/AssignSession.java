package io.usher.core.command;

import io.usher.core.model.ClientInfo;
import io.usher.core.model.GroupName;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import io.usher.core.model.Wish;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a session of a published resource: the user's own if there is one, else a new one. Everything about the
 * client that a decision may depend on is in the command, so that the log alone tells why.
 *
 * @param groups of the user, as the caller says; at most {@value #MAX_GROUPS} different ones with at most
 *     {@value #MAX_GROUPS_LENGTH} characters together
 * @param mayWait how long the client waits in the queue when no seat is free, 1 s to 1 h in whole milliseconds; empty
 *     for not at all
 * @param prelaunch whether the session is begun ahead of the user's asking: held for a while, and for the next launch;
 *     never together with a wait
 */
public record AssignSession(
        UserName user,
        ResourceId resource,
        ClientInfo client,
        List<GroupName> groups,
        Optional<Duration> mayWait,
        boolean prelaunch)
        implements Command {

    /** Shortest wait that is told from none. */
    public static final Duration MIN_WAIT = Duration.ofSeconds(1);
    /** Longest wait: nobody sits before a window for longer. */
    public static final Duration MAX_WAIT = Duration.ofHours(1);

    /** Most groups of one user; as many as an access token of common directories holds, and a few. */
    public static final int MAX_GROUPS = 1_024;
    /** Most characters in all groups of one user: an entry of the log stays small. */
    public static final int MAX_GROUPS_LENGTH = 32_768;

    public AssignSession {
        groups = requireGroups(groups);
        mayWait.ifPresent(AssignSession::requireWait);
        if (prelaunch && mayWait.isPresent()) {
            throw new IllegalArgumentException("a session that is begun ahead must not wait for a seat");
        }
    }

    /** Asks for somebody who is there. */
    public AssignSession(
            UserName user, ResourceId resource, ClientInfo client, List<GroupName> groups, Optional<Duration> mayWait) {
        this(user, resource, client, groups, mayWait, false);
    }

    /** Asks for somebody who does not wait. */
    public AssignSession(UserName user, ResourceId resource, ClientInfo client, List<GroupName> groups) {
        this(user, resource, client, groups, Optional.empty());
    }

    /** Asks for a user of whose groups nothing is told. */
    public AssignSession(UserName user, ResourceId resource, ClientInfo client) {
        this(user, resource, client, List.of());
    }

    /** What is to be decided again for somebody who waits. */
    public static AssignSession of(Wish wish) {
        return new AssignSession(wish.user(), wish.resource(), wish.client(), wish.groups());
    }

    /** What is asked for, without how long it may take. */
    public Wish wish() {
        return new Wish(user, resource, client, groups);
    }

    /**
     * Checks how long a client may wait.
     *
     * @throws IllegalArgumentException when it is out of bounds
     */
    public static Duration requireWait(Duration wait) {
        boolean fits = wait.compareTo(MIN_WAIT) >= 0 && wait.compareTo(MAX_WAIT) <= 0;
        if (!fits || !wait.truncatedTo(ChronoUnit.MILLIS).equals(wait)) {
            throw new IllegalArgumentException("the wait must be 1 s to 3600 s in whole milliseconds, found " + wait);
        }
        return wait;
    }

    /**
     * Checks groups as this command takes them, and copies them.
     *
     * @throws IllegalArgumentException when there are too many or one stands twice
     */
    public static List<GroupName> requireGroups(List<GroupName> groups) {
        if (groups.isEmpty()) {
            return List.of();
        }
        if (groups.size() > MAX_GROUPS) {
            throw new IllegalArgumentException("groups must be at most " + MAX_GROUPS + ", found " + groups.size()
                    + "; send those that rules name");
        }
        int length = groups.stream().mapToInt(group -> group.value().length()).sum();
        if (length > MAX_GROUPS_LENGTH) {
            throw new IllegalArgumentException("groups must have at most " + MAX_GROUPS_LENGTH
                    + " characters together, found " + length + "; send those that rules name");
        }
        if (groups.stream().distinct().count() != groups.size()) {
            throw new IllegalArgumentException("groups must be different, found one twice");
        }
        return List.copyOf(groups);
    }

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
