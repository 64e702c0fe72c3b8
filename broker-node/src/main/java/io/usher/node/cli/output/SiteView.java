package io.usher.node.cli.output;

import io.usher.proto.v1.Site;
import java.util.List;

/** The site in a table. */
public final class SiteView {
    private static final View<Site> VIEW = new View<>(
            Site::getName,
            List.of(
                    Column.of("SITE", Site::getSiteId),
                    Column.of("DISPLAY-NAME", Site::getDisplayName),
                    Column.of("HOST-LEASE", site -> Wording.span(site.getHostLease())),
                    Column.of("LOST-AFTER", site -> Wording.span(site.getLostAfter())),
                    Column.wide("RECONNECT", site -> Wording.word(site.getReconnectMatch())),
                    Column.wide(
                            "USER-LIMIT",
                            site -> Wording.limit(site.getUserSessionLimit(), site.getOverUserSessionLimit())),
                    Column.wide("HOST-WEIGHT", site -> Wording.limit(site.getHostWeight() > 0, site.getHostWeight())),
                    Column.wide(
                            "MAX-PER-HOST",
                            site -> Wording.limit(site.getMaxSessionsPerHost() > 0, site.getMaxSessionsPerHost())),
                    Column.wide(
                            "PENDING-LIMIT",
                            site -> Wording.limit(site.hasPendingLogonLimit(), site.getPendingLogonLimit())),
                    Column.wide("LINGER", site -> Wording.timeout(site.hasLingerTimeout(), site.getLingerTimeout())),
                    Column.wide(
                            "DISCONNECTED",
                            site -> Wording.timeout(site.hasDisconnectedTimeout(), site.getDisconnectedTimeout())),
                    Column.wide("CLIENT-ZONES", site -> LabelText.ofZones(site.getClientZonesList())),
                    Column.wide("FEATURE-LEVEL", site -> Integer.toString(site.getFeatureLevel())),
                    Column.wide("ETAG", Site::getEtag)));

    private SiteView() {}

    public static View<Site> view() {
        return VIEW;
    }
}
