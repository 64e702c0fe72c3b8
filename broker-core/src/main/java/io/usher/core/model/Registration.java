package io.usher.core.model;

/**
 * The agent that speaks for a host at present.
 *
 * @param incarnation this life of the agent
 * @param agentInstance chosen by the agent at random at each start, 1 to 64 characters; the same agent that lost its
 *     connection keeps its incarnation
 * @param endpoint where clients go, host:port
 */
public record Registration(HostIncarnation incarnation, String agentInstance, String endpoint) {

    /** Longest agent instance in characters. */
    public static final int MAX_AGENT_INSTANCE = 64;
    /** Longest endpoint in characters: a DNS name, a colon and a port. */
    public static final int MAX_ENDPOINT = 262;

    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 5;

    public Registration {
        requireAgentInstance(agentInstance);
        requireEndpoint(endpoint);
    }

    /** Throws {@link IllegalArgumentException} unless the text can name a start of an agent. */
    public static void requireAgentInstance(String agentInstance) {
        if (agentInstance.isEmpty()) {
            throw new IllegalArgumentException("agent instance must not be empty");
        }
        Identifier.requireText("agent instance", agentInstance, MAX_AGENT_INSTANCE);
    }

    /** Throws {@link IllegalArgumentException} unless the text is host:port with a port of 1 to 65535. */
    public static void requireEndpoint(String endpoint) {
        Identifier.requireText("endpoint", endpoint, MAX_ENDPOINT);
        int colon = endpoint.lastIndexOf(':');
        boolean hasPort = colon > 0 && isPort(endpoint.substring(colon + 1));
        if (!hasPort || endpoint.indexOf(' ') >= 0) {
            throw new IllegalArgumentException(
                    "endpoint must be host:port with a port of 1 to 65535, found '" + endpoint + "'");
        }
    }

    /** ASCII digits alone: which other digits there are depends on the Unicode tables of the JDK at hand. */
    private static boolean isPort(String text) {
        if (text.isEmpty() || text.length() > MAX_PORT_DIGITS) {
            return false;
        }
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = port * 10 + digit;
        }
        return port >= 1 && port <= MAX_PORT;
    }
}
