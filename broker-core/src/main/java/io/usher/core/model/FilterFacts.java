package io.usher.core.model;

import java.util.List;

/**
 * What filtering rules look at: who asks, from where, and when.
 *
 * @param now log time of the request
 */
public record FilterFacts(UserName user, List<GroupName> groups, ClientInfo client, LogTime now) {

    public FilterFacts {
        groups = List.copyOf(groups);
    }
}
