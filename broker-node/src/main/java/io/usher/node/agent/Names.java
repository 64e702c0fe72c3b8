package io.usher.node.agent;

import io.usher.core.model.SessionId;

/** Names of resources as the API writes them. */
final class Names {
    private static final String SESSIONS = "sessions/";
    private static final String POOLS = "pools/";

    private Names() {}

    static String pool(String id) {
        return POOLS + id;
    }

    static String session(SessionId id) {
        return SESSIONS + id;
    }

    /** Throws {@link IllegalArgumentException} if the text is no name of a session. */
    static SessionId session(String name) {
        if (!name.startsWith(SESSIONS)) {
            throw new IllegalArgumentException("expected sessions/{session}, found '" + name + "'");
        }
        return SessionId.parse(name.substring(SESSIONS.length()));
    }
}
