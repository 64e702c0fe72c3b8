package io.usher.node.config;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;

/**
 * Where something listens or is reached.
 *
 * @param host a host name or an IP address, IPv6 without brackets
 * @param port 0 to 65535; 0 only for listening, on any free port
 */
public record Address(String host, int port) {
    private static final String EXPECTED = "host:port, such as 127.0.0.1:7400 or [::1]:7400";

    public Address {
        if (host.isEmpty() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("expected " + EXPECTED + ", found " + host + ":" + port);
        }
    }

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException if the text is anything else; the message says what was expected
     */
    public static Address parse(String text) {
        HostAndPort parsed;
        try {
            parsed = HostAndPort.fromString(text.strip()).requireBracketsForIPv6();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected " + EXPECTED, e);
        }
        if (parsed.getHost().isEmpty() || !parsed.hasPort()) {
            throw new IllegalArgumentException("expected " + EXPECTED);
        }
        return new Address(parsed.getHost(), parsed.getPort());
    }

    /**
     * Whether only this machine can be behind it: a literal loopback address, {@code localhost} or a name below it,
     * which RFC 6761 keeps for loopback.
     */
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || (isLiteral() && literal().isLoopbackAddress());
    }

    /** Whether it stands for every address of the machine, so that nobody can be sent there. */
    public boolean isWildcard() {
        return isLiteral() && literal().isAnyLocalAddress();
    }

    private boolean isLiteral() {
        return InetAddresses.isInetAddress(host);
    }

    private InetAddress literal() {
        return InetAddresses.forString(host);
    }

    @Override
    public String toString() {
        return HostAndPort.fromParts(host, port).toString();
    }
}
