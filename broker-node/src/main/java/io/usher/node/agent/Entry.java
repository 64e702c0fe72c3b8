package io.usher.node.agent;

import io.usher.core.model.SessionId;
import java.util.Optional;

/** Whether a user may enter the host. */
public sealed interface Entry {

    /**
     * The user may.
     *
     * @param session the session that the ticket names
     * @param user whose it is; empty if no broker could be asked
     */
    record Granted(SessionId session, Optional<String> user) implements Entry {}

    /**
     * The user may not.
     *
     * @param reason stable name in lower case
     */
    record Denied(String reason) implements Entry {}
}
