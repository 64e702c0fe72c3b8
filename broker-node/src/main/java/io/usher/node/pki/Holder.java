package io.usher.node.pki;

import java.util.List;

/**
 * Whom a certificate is about.
 *
 * @param commonName 1 to 64 characters
 * @param units organizational units: what a role table may name, and the groups of a user
 * @param addresses names and numeric addresses under which a server is reached; empty for who is none
 */
public record Holder(String commonName, List<String> units, List<String> addresses) {

    private static final int MAX_LENGTH = 64;

    public Holder {
        units = List.copyOf(units);
        addresses = List.copyOf(addresses);
        require("name", commonName);
        units.forEach(unit -> require("unit", unit));
        addresses.forEach(address -> require("address", address));
    }

    private static void require(String what, String text) {
        boolean isPlain = text.chars().noneMatch(Character::isISOControl);
        if (text.isBlank() || text.length() > MAX_LENGTH || !isPlain) {
            throw new IllegalArgumentException("a " + what + " must have 1 to " + MAX_LENGTH
                    + " characters and no line breaks, found '" + text.replaceAll("\\p{Cntrl}", "?") + "'");
        }
    }
}
