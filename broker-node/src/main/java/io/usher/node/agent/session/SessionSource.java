package io.usher.node.agent.session;

import java.util.List;

/**
 * The sessions of one host, and what can be done with them and with the host. Implementations are safe for use by
 * several threads; each call may take as long as a time limit of the source and no longer.
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

    /**
     * Ends a session by force. Otherwise as {@link #end}.
     *
     * @throws SessionSourceException if it could not be ended, or this source cannot do it
     */
    default void reset(String key) throws SessionSourceException {
        throw SessionSourceException.unsupported("end sessions by force");
    }

    /**
     * Shows the user a message. Returns when it is shown, read or not.
     *
     * @throws SessionSourceException if it could not be shown, or this source cannot do it
     */
    default void message(String key, UserMessage message) throws SessionSourceException {
        throw SessionSourceException.unsupported("show messages");
    }

    /**
     * Starts the host itself again. Returns when that has begun.
     *
     * @throws SessionSourceException if it could not be begun, or this source cannot do it
     */
    default void reboot() throws SessionSourceException {
        throw SessionSourceException.unsupported("start the host again");
    }
}
