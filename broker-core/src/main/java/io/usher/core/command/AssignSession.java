package io.usher.core.command;

import io.usher.core.model.ClientInfo;
import io.usher.core.model.GroupName;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import java.util.List;

/**
 * Asks for a session of a published resource: the user's own if there is one, else a new one. Everything about the
 * client that a decision may depend on is in the command, so that the log alone tells why.
 *
 * @param groups of the user, as the caller says; at most {@value #MAX_GROUPS} different ones with at most
 *     {@value #MAX_GROUPS_LENGTH} characters together
 */
public record AssignSession(UserName user, ResourceId resource, ClientInfo client, List<GroupName> groups)
        implements Command {

    /** Most groups of one user; as many as an access token of common directories holds, and a few. */
    public static final int MAX_GROUPS = 1_024;
    /** Most characters in all groups of one user: an entry of the log stays small. */
    public static final int MAX_GROUPS_LENGTH = 32_768;

    public AssignSession {
        groups = requireGroups(groups);
    }

    /** Asks for a user of whose groups nothing is told. */
    public AssignSession(UserName user, ResourceId resource, ClientInfo client) {
        this(user, resource, client, List.of());
    }

    /**
     * Checks groups as this command takes them, and copies them.
     *
     * @throws IllegalArgumentException when there are too many or one stands twice
     */
    public static List<GroupName> requireGroups(List<GroupName> groups) {
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
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
