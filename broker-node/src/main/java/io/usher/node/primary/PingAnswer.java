package io.usher.node.primary;

import io.usher.core.command.RefusalReason;
import io.usher.core.model.LogTime;
import java.time.Duration;

/** What an agent is told about its ping. */
public sealed interface PingAnswer {

    /**
     * The lease goes on.
     *
     * @param time log time of the answer
     * @param hostLease how long users may be let in, counted from when the ping was sent
     */
    record Renewed(LogTime time, Duration hostLease) implements PingAnswer {}

    /**
     * The host has no lease and has to register.
     *
     * @param reason HOST_NOT_FOUND, HOST_IS_LOST or STALE_INCARNATION
     */
    record RegisterAgain(RefusalReason reason) implements PingAnswer {}
}
