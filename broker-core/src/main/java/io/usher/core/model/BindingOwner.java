package io.usher.core.model;

import java.util.Optional;

/**
 * Whom a host belongs to.
 *
 * @param ownerMode a user or a device
 * @param ownerName the user's name to the letter, or the client's name, in which letters of ASCII are made small: 1 to
 *     256 characters
 */
public record BindingOwner(DedicationMode ownerMode, String ownerName) implements Comparable<BindingOwner> {

    public BindingOwner {
        if (ownerMode == DedicationMode.OFF) {
            throw new IllegalArgumentException("an owner must be a user or a device");
        }
        if (ownerName.isEmpty()) {
            throw new IllegalArgumentException("the name of an owner must not be empty");
        }
        Identifier.requireText("name of an owner", ownerName, UserName.MAX_LENGTH);
        // Folding others depends on the Unicode tables of the JDK at hand.
        ownerName = ownerMode == DedicationMode.DEVICE ? small(ownerName) : ownerName;
    }

    /**
     * Who owns the host that is given to a user.
     *
     * @return empty where hosts belong to nobody, or to devices and the client does not tell its name
     */
    public static Optional<BindingOwner> of(DedicationMode mode, UserName user, ClientInfo client) {
        return switch (mode) {
            case OFF -> Optional.empty();
            case USER -> Optional.of(new BindingOwner(mode, user.value()));
            case DEVICE ->
                client.name().isEmpty() ? Optional.empty() : Optional.of(new BindingOwner(mode, client.name()));
        };
    }

    private static String small(String name) {
        StringBuilder small = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            small.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return small.toString();
    }

    @Override
    public int compareTo(BindingOwner other) {
        int byMode = ownerMode.compareTo(other.ownerMode);
        return byMode != 0 ? byMode : ownerName.compareTo(other.ownerName);
    }

    @Override
    public String toString() {
        return (ownerMode == DedicationMode.DEVICE ? "device " : "user ") + ownerName;
    }
}
