package io.usher.core.model;

/**
 * Where clients of a network are.
 *
 * @param network the clients' addresses
 * @param zone what hosts there carry as the value of their label {@value Label#ZONE}
 */
public record ClientZone(AddressRange network, String zone) {

    /** Most networks of one site. */
    public static final int MAX_ZONES = 256;

    public ClientZone {
        Identifier.require("zone", zone);
    }
}
