package io.usher.node.agent.session;

import io.usher.core.model.ObservedState;
import io.usher.core.model.UserName;
import java.time.Instant;
import java.util.Optional;

/**
 * One session as its host sees it.
 *
 * @param key the host's own name for it; never used again for another session
 * @param user whose it is
 * @param state whether a client is connected; never {@link ObservedState#ARRIVING}, since what is arriving cannot be
 *     seen
 * @param clientAddress where the client is, if the source can tell
 * @param started when it began by the host's clock; for people only
 * @param unused whether no application is open in it any more; false where the source cannot tell
 */
public record ObservedSession(
        String key,
        UserName user,
        ObservedState state,
        Optional<String> clientAddress,
        Instant started,
        boolean unused) {

    /** Longest key in characters, as the brokers accept it. */
    public static final int MAX_KEY = 128;

    public ObservedSession {
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw new IllegalArgumentException(
                    "expected a session key of 1 to " + MAX_KEY + " characters, found " + key.length());
        }
        if (state == ObservedState.ARRIVING) {
            throw new IllegalArgumentException("expected an active, idle or disconnected session, found " + state);
        }
    }

    /** A session of a source that cannot tell whether applications are open. */
    public ObservedSession(
            String key, UserName user, ObservedState state, Optional<String> clientAddress, Instant started) {
        this(key, user, state, clientAddress, started, false);
    }
}
