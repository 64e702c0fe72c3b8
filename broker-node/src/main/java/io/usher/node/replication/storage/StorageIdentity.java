package io.usher.node.replication.storage;

import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Whose directory it is, as its first file says.
 *
 * @param storage made up when the directory was first filled; tells it from any other of the same broker
 * @param joined whether the broker came to a site that was there: then it must never found one
 * @param alone whether the broker founds its site alone, whoever else the configuration names: it is all that is left
 * @param origin the backup that the site was founded from
 * @param formatted whether Ratis has written there, so that an empty log is a loss and not a beginning
 */
record StorageIdentity(
        SiteId site,
        BrokerId broker,
        UUID storage,
        boolean joined,
        boolean alone,
        Optional<SiteOrigin> origin,
        boolean formatted) {

    /** Version of the layout of the directory. */
    static final int FORMAT_VERSION = 1;

    static StorageIdentity create(SiteId site, BrokerId broker, boolean joined, Optional<SiteOrigin> origin) {
        return new StorageIdentity(site, broker, UUID.randomUUID(), joined, false, origin, false);
    }

    /** Of a broker that is all that is left of a site, and begins another one. */
    static StorageIdentity alone(SiteId site, BrokerId broker, SiteOrigin origin) {
        return new StorageIdentity(site, broker, UUID.randomUUID(), false, true, Optional.of(origin), false);
    }

    StorageIdentity withFormatted() {
        return new StorageIdentity(site, broker, storage, joined, alone, origin, true);
    }

    /**
     * The Raft group. Brokers of one site agree on it without asking each other; those of a site that was restored from
     * a backup have another one than those of the site that the backup was taken of, whatever the sites are called.
     */
    UUID group() {
        String name =
                "usher-site:" + site.value() + origin.map(from -> "@" + from).orElse("");
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    byte[] toBytes() {
        String body = "# Storage of an Usher broker. Do not edit.\n"
                + "format=" + FORMAT_VERSION + "\n"
                + "site=" + site + "\n"
                + "broker=" + broker + "\n"
                + "storage=" + storage + "\n"
                + "joined=" + joined + "\n"
                // Only where it is so: versions that do not know it read the directories of all others.
                + (alone ? "alone=true\n" : "")
                + origin.map(from -> "origin=" + from + "\n").orElse("")
                + "formatted=" + formatted + "\n";
        return (body + "checksum=" + checksum(body) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @param file for the messages */
    static StorageIdentity parse(byte[] bytes, Path file) throws StorageRefusedException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int checksumLine = text.lastIndexOf("checksum=");
        Map<String, String> values = values(text.lines().toList());
        if (checksumLine < 0
                || !checksum(text.substring(0, checksumLine)).equals(values.getOrDefault("checksum", ""))) {
            throw new StorageRefusedException(file + " is damaged: its checksum does not match. Restore it from a copy,"
                    + " or give this broker up and add a new one with another id");
        }
        String format = values.getOrDefault("format", "");
        if (!format.equals(String.valueOf(FORMAT_VERSION))) {
            throw new StorageRefusedException(file + " must have format " + FORMAT_VERSION + ", found " + format
                    + "; start the version that wrote it, or a newer one that still reads it");
        }
        try {
            return new StorageIdentity(
                    new SiteId(values.getOrDefault("site", "")),
                    new BrokerId(values.getOrDefault("broker", "")),
                    UUID.fromString(values.getOrDefault("storage", "")),
                    // Not there in directories that were filled before brokers could join.
                    Boolean.parseBoolean(values.getOrDefault("joined", "")),
                    Boolean.parseBoolean(values.getOrDefault("alone", "")),
                    Optional.ofNullable(values.get("origin")).map(SiteOrigin::parse),
                    Boolean.parseBoolean(values.getOrDefault("formatted", "")));
        } catch (IllegalArgumentException e) {
            throw new StorageRefusedException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> values(List<String> lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
