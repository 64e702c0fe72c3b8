package io.usher.core.model;

import java.util.Optional;

/**
 * What the site knows of one of its brokers.
 *
 * @param apiAddress where clients, agents and other brokers reach its API, host:port
 * @param ticketKey public key that verifies the tickets it signs: X.509 encoding in base64, at most 512 characters
 * @param version version of the software, at most 64 characters
 * @param lead present on the broker that was the latest to say that it leads, and on no other
 * @param promotion why it is about to be given the lead; empty unless it is
 * @param removed when it was removed from the site; its id is never used again
 * @param settings what administrators set
 * @param changed position of the latest change; serves as the etag
 * @param registered when it came to the site, and who brought it; empty for one that came before the site kept that
 * @param configured when somebody set its settings last, and who; empty where nobody has since the site keeps that
 */
public record BrokerProfile(
        BrokerId id,
        String apiAddress,
        String ticketKey,
        String version,
        Optional<Lead> lead,
        Optional<LeadCause> promotion,
        Optional<LogTime> removed,
        BrokerSettings settings,
        LogPosition changed,
        @AddedLater(level = 2) Optional<Authorship> registered,
        @AddedLater(level = 2) Optional<Authorship> configured) {

    public BrokerProfile {
        requireTexts(apiAddress, ticketKey, version);
    }

    /** Throws {@link IllegalArgumentException} when a text is outside its bounds. */
    public static void requireTexts(String apiAddress, String ticketKey, String version) {
        Registration.requireEndpoint(apiAddress);
        Identifier.requireText("ticket key", ticketKey, 512);
        Identifier.requireText("version", version, 64);
    }

    /** The same broker as it leads now, or does not. */
    public BrokerProfile withLead(Optional<Lead> now, Optional<LeadCause> ordered, LogPosition at) {
        return new BrokerProfile(
                id, apiAddress, ticketKey, version, now, ordered, removed, settings, at, registered, configured);
    }

    /**
     * The same broker with other settings.
     *
     * @param by who set them last
     */
    public BrokerProfile withSettings(BrokerSettings other, LogPosition at, Optional<Authorship> by) {
        return new BrokerProfile(
                id, apiAddress, ticketKey, version, lead, promotion, removed, other, at, registered, by);
    }

    /** The same broker as one that belongs to the site no more. */
    public BrokerProfile removedAt(LogTime time, LogPosition at) {
        return new BrokerProfile(
                id,
                apiAddress,
                ticketKey,
                version,
                Optional.empty(),
                Optional.empty(),
                Optional.of(time),
                settings,
                at,
                registered,
                configured);
    }

    /** Whether it belongs to the site. */
    public boolean isMember() {
        return removed.isEmpty();
    }
}
