package io.usher.core.model;

import java.util.Optional;

/**
 * What users of a pool may have.
 *
 * @param oneSessionPerUser whether a user's live session in the pool is always returned rather than a second one made
 * @param reconnectMatch how a session that nobody is connected to is found again; empty for what the site says. Of no
 *     effect with one session per user
 * @param userLimit how many sessions one user may have in the pool
 */
public record SessionPolicy(boolean oneSessionPerUser, Optional<ReconnectMatch> reconnectMatch, UserLimit userLimit) {

    /** One session per user, the default. */
    public static final SessionPolicy ONE_PER_USER = new SessionPolicy(true, Optional.empty(), UserLimit.NONE);
    /** As many sessions as the user asks for. */
    public static final SessionPolicy SEVERAL = new SessionPolicy(false, Optional.empty(), UserLimit.NONE);
}
