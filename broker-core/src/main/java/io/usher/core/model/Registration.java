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
        if (colon <= 0 || endpoint.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("endpoint must be host:port, found '" + endpoint + "'");
        }
        try {
            Range.require("port of the endpoint", Integer.parseInt(endpoint.substring(colon + 1)), 1, 65_535);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("endpoint must be host:port, found '" + endpoint + "'", e);
        }
    }
}
