package io.usher.core.model;

/**
 * A broker leads the site.
 *
 * @param term in which it does, rising from primary to primary
 * @param since when it said so
 * @param leadCause why it became the primary
 */
public record Lead(long term, LogTime since, LeadCause leadCause) {

    public Lead {
        if (term < 0) {
            throw new IllegalArgumentException("a term must not be negative, found " + term);
        }
    }
}
