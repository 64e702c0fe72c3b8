package io.usher.it.desktops;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A user of the lab's hosts, known there alone.
 *
 * @param name login name
 * @param id user and group id
 * @param password a random one, good as long as the lab runs
 */
public record LabUser(String name, int id, String password) {
    private static final int FIRST_ID = 61_000;

    /** A user with a new password. The number makes the id unique. */
    public static LabUser of(String name, int number) {
        byte[] secret = new byte[12];
        new SecureRandom().nextBytes(secret);
        return new LabUser(name, FIRST_ID + number, HexFormat.of().formatHex(secret));
    }

    @Override
    public String toString() {
        return name;
    }
}
