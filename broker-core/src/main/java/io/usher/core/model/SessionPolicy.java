package io.usher.core.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What users of a pool may have.
 *
 * @param oneSessionPerUser whether a user's live session in the pool is always returned rather than a second one made
 * @param reconnectMatch how a session that nobody is connected to is found again; empty for what the site says. Of no
 *     effect with one session per user
 * @param userLimit how many sessions one user may have in the pool
 * @param sessionSharing whether further applications of a user run in a session of another application that the user
 *     has there. Of no effect with one session per user, where everything does
 * @param prelaunchHold how long a session is held that was begun ahead, 1 min to 24 h
 */
public record SessionPolicy(
        boolean oneSessionPerUser,
        Optional<ReconnectMatch> reconnectMatch,
        UserLimit userLimit,
        boolean sessionSharing,
        Duration prelaunchHold) {

    /** How long a session is held that was begun ahead, where nobody says otherwise. */
    public static final Duration DEFAULT_PRELAUNCH_HOLD = Duration.ofMinutes(10);

    private static final Duration MIN_HOLD = Duration.ofMinutes(1);
    private static final Duration MAX_HOLD = Duration.ofHours(24);

    /** One session per user, the default. */
    public static final SessionPolicy ONE_PER_USER = new SessionPolicy(true, Optional.empty(), UserLimit.NONE);
    /** As many sessions as the user asks for. */
    public static final SessionPolicy SEVERAL = new SessionPolicy(false, Optional.empty(), UserLimit.NONE);

    public SessionPolicy {
        Range.require("time for which prelaunched sessions are held", prelaunchHold, MIN_HOLD, MAX_HOLD);
    }

    /** A policy under which every application has a session of its own. */
    public SessionPolicy(boolean oneSessionPerUser, Optional<ReconnectMatch> reconnectMatch, UserLimit userLimit) {
        this(oneSessionPerUser, reconnectMatch, userLimit, false, DEFAULT_PRELAUNCH_HOLD);
    }
}
