package io.usher.core.model;

import java.util.List;

/**
 * What somebody who waits has asked for, whole, so that it can be decided again.
 *
 * @param groups of the user, as the caller said
 */
public record Wish(UserName user, ResourceId resource, ClientInfo client, List<GroupName> groups) {

    public Wish {
        groups = List.copyOf(groups);
    }
}
