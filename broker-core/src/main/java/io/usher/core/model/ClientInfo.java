package io.usher.core.model;

/**
 * The client as it describes itself; empty text where it does not say.
 *
 * @param name machine name, at most 256 characters
 * @param address network address, at most 64 characters
 * @param operatingSystem with version as the client tells it, at most 128 characters
 * @param gateway through which it came, at most 256 characters; empty for a direct connection
 */
public record ClientInfo(String name, String address, String operatingSystem, String gateway) {

    /** Longest machine name of a client or gateway in characters; longer than any DNS name. */
    public static final int MAX_NAME = 256;
    /** Longest network address in characters; an IPv6 address with a zone fits. */
    public static final int MAX_ADDRESS = 64;
    /** Longest operating system in characters. */
    public static final int MAX_OPERATING_SYSTEM = 128;

    /** A client that says nothing about itself. */
    public static final ClientInfo UNKNOWN = new ClientInfo("", "");

    public ClientInfo {
        Identifier.requireText("client name", name, MAX_NAME);
        Identifier.requireText("client address", address, MAX_ADDRESS);
        Identifier.requireText("client operating system", operatingSystem, MAX_OPERATING_SYSTEM);
        Identifier.requireText("gateway", gateway, MAX_NAME);
    }

    /** A client that tells neither its operating system nor a gateway. */
    public ClientInfo(String name, String address) {
        this(name, address, "", "");
    }
}
