package io.usher.core.model;

/**
 * How many users may have live sessions of one resource at a time, as licences count them: a user with several counts
 * once.
 *
 * @param concurrentUserLimit most users, 0 for no limit, at most 10,000,000
 * @param overConcurrentUserLimit what happens when one more asks for a session
 */
public record ResourceLimit(int concurrentUserLimit, OverLimitPolicy overConcurrentUserLimit) {

    /** No limit. */
    public static final ResourceLimit NONE = new ResourceLimit(0, OverLimitPolicy.WARN_USER_AND_REFUSE);

    private static final int MAX_LIMIT = 10_000_000;

    public ResourceLimit {
        Range.require("concurrent user limit", concurrentUserLimit, 0, MAX_LIMIT);
    }
}
