package io.usher.core.model;

/**
 * A limit on users that an assignment came to.
 *
 * @param limit what was allowed
 * @param found how many there were before the assignment, at least the limit
 * @param policy what happened
 */
public record LimitFinding(LimitKind kind, int limit, int found, OverLimitPolicy policy) {}
