package io.usher.core.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What holds for the whole site.
 *
 * @param hostLease how long an agent may let users in after the ping that a primary confirmed, 1 s to 1 h
 * @param lostAfter silence after which a host is declared lost; exceeds the lease by at least a tenth, at most 2 h
 * @param hosts what hosts have that neither they nor their pools say otherwise
 * @param reconnectMatch how sessions are found again in pools that do not say otherwise
 * @param userLimit how many sessions one user may have in the site
 * @param clientZones where clients are by their addresses, at most 256; the first network that has one counts
 */
public record SiteSettings(
        Duration hostLease,
        Duration lostAfter,
        HostPolicy hosts,
        ReconnectMatch reconnectMatch,
        UserLimit userLimit,
        List<ClientZone> clientZones) {

    /** Defaults: a host that dies is declared lost after 12 s. */
    public static final SiteSettings DEFAULTS = new SiteSettings(Duration.ofSeconds(8), Duration.ofSeconds(12));

    public SiteSettings {
        Range.require("host lease", hostLease, Duration.ofSeconds(1), Duration.ofHours(1));
        clientZones = List.copyOf(clientZones);
        Range.require("number of client zones", clientZones.size(), 0, ClientZone.MAX_ZONES);
        // The margin covers the rate at which clocks of two machines may differ; see src/tla/README.md.
        Range.require("lost-after", lostAfter, hostLease.plus(hostLease.dividedBy(10)), Duration.ofHours(2));
    }

    /** Settings of a site that does not know where clients are. */
    public SiteSettings(
            Duration hostLease,
            Duration lostAfter,
            HostPolicy hosts,
            ReconnectMatch reconnectMatch,
            UserLimit userLimit) {
        this(hostLease, lostAfter, hosts, reconnectMatch, userLimit, List.of());
    }

    /** The zone of a client by its address; empty where the site does not know. Looks at each network in turn. */
    public Optional<String> zoneOf(String address) {
        return clientZones.stream()
                .filter(zone -> zone.network().contains(address))
                .map(ClientZone::zone)
                .findFirst();
    }

    /** Settings with the default of everything else. */
    public SiteSettings(Duration hostLease, Duration lostAfter) {
        this(hostLease, lostAfter, HostPolicy.INHERITED, ReconnectMatch.USER, UserLimit.NONE);
    }
}
