package io.usher.core.tla;

import java.util.Map;

/** How far TLC searches. */
enum SearchBounds {
    /** Two users compete for two hosts. */
    SITE,
    /** A part of {@link #SITE}: one user moves between two hosts. */
    ONE_USER,
    /** One host; messages overtake each other, and tickets outlive a loss of the host. */
    LATE_MESSAGES,
    /** One host; a user comes back, leaves and comes again. */
    LONG_HISTORY;

    /** Constants that are not as in {@code HostLease.cfg}. */
    Map<String, String> constants() {
        return switch (this) {
            case SITE -> Map.of();
            case ONE_USER -> Map.of("Users", "{u1}");
            case LATE_MESSAGES -> Map.of("Users", "{u1}", "Hosts", "{h1}", "MaxPings", "2", "TicketLife", "2");
            case LONG_HISTORY -> Map.of("Users", "{u1}", "Hosts", "{h1}", "MaxLog", "3");
        };
    }
}
