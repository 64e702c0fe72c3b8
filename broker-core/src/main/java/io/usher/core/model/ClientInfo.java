package io.usher.core.model;

/**
 * The client as it describes itself; empty text where it does not say.
 *
 * @param name machine name, at most 256 characters
 * @param address network address, at most 64 characters
 */
public record ClientInfo(String name, String address) {

    /** A client that says nothing about itself. */
    public static final ClientInfo UNKNOWN = new ClientInfo("", "");

    public ClientInfo {
        Identifier.requireText("client name", name, 256);
        Identifier.requireText("client address", address, 64);
    }
}
