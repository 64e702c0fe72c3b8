package io.usher.node.agent.session;

import java.util.List;

/**
 * The sessions of one host. Implementations are safe for use by several threads; each call may take as long as a time
 * limit of the source and no longer.
 */
public interface SessionSource {

    /**
     * Returns every session on the host, in order of their keys.
     *
     * @throws SessionSourceException if the list could not be got whole; half a list would end sessions
     */
    List<ObservedSession> observe() throws SessionSourceException;

    /**
     * Ends a session and everything that runs in it. Returns when it was told to end; whether it did is seen in
     * {@link #observe()}. A key that is no longer there is no error.
     *
     * @throws SessionSourceException if the session could not be told
     */
    void end(String key) throws SessionSourceException;

    /**
     * Takes the client away and keeps the session running. A key that is no longer there, or without a client, is no
     * error.
     *
     * @throws SessionSourceException if the client could not be taken away
     */
    void disconnect(String key) throws SessionSourceException;
}
