package io.usher.core.model;

import java.util.List;
import java.util.Optional;

/**
 * Who asked for a command, and from where: as the broker that took it in knows.
 *
 * @param identity the name that was proven, with its kind in front
 * @param roles what they might do at that time, in order
 * @param address network address of the caller; empty where the connection showed none
 * @param broker the broker that took the command in
 * @param reverts where the change stands that this one takes back
 */
public record Origin(
        String identity, List<Role> roles, String address, BrokerId broker, Optional<LogPosition> reverts) {

    /** Longest name in characters: a kind and the longest name of a certificate. */
    public static final int MAX_IDENTITY = 280;

    private static final int MAX_ADDRESS = 64;

    public Origin {
        roles = List.copyOf(roles);
        Identifier.requireText("identity", identity, MAX_IDENTITY);
        Identifier.requireText("address", address, MAX_ADDRESS);
    }

    /** Of a change of its own. */
    public Origin(String identity, List<Role> roles, String address, BrokerId broker) {
        this(identity, roles, address, broker, Optional.empty());
    }

    /** Of a change that takes another one back. */
    public Origin reverting(LogPosition change) {
        return new Origin(identity, roles, address, broker, Optional.of(change));
    }
}
