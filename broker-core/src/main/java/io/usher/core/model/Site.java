package io.usher.core.model;

/**
 * One Raft group: the unit of consensus, isolation and scale.
 *
 * @param displayName free text for people, at most 512 characters
 * @param changed position of the latest change; serves as the etag
 */
public record Site(SiteId id, String displayName, SiteSettings settings, LogPosition changed) implements Former {

    public Site {
        Identifier.requireText("display name", displayName, Pool.MAX_DESCRIPTION);
    }
}
