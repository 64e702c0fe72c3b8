package io.usher.core.model;

/**
 * How many sessions one user may have at a time. Of a site: in the whole site; of a pool: in that pool. Both hold.
 *
 * @param userSessionLimit most live sessions of one user, 0 for no limit, at most 1000
 * @param overUserSessionLimit what happens when a user who has that many asks for another one
 */
public record UserLimit(int userSessionLimit, OverLimitPolicy overUserSessionLimit) {

    /** No limit. */
    public static final UserLimit NONE = new UserLimit(0, OverLimitPolicy.WARN_USER_AND_REFUSE);

    private static final int MAX_LIMIT = 1_000;

    public UserLimit {
        Range.require("user session limit", userSessionLimit, 0, MAX_LIMIT);
    }
}
