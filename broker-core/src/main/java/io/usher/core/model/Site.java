package io.usher.core.model;

/**
 * One Raft group: the unit of consensus, isolation and scale.
 *
 * @param displayName free text for people, at most 512 characters
 * @param featureLevel what may be in the log of the site
 * @param changed position of the latest change; serves as the etag
 */
public record Site(
        SiteId id,
        String displayName,
        SiteSettings settings,
        @AddedLater(level = 2) FeatureLevel featureLevel,
        LogPosition changed)
        implements Former {

    public Site {
        Identifier.requireText("display name", displayName, Pool.MAX_DESCRIPTION);
    }

    /** The site with other settings. */
    public Site with(String newName, SiteSettings newSettings, LogPosition position) {
        return new Site(id, newName, newSettings, featureLevel, position);
    }

    /** The site at another feature level. */
    public Site with(FeatureLevel newLevel, LogPosition position) {
        return new Site(id, displayName, settings, newLevel, position);
    }
}
