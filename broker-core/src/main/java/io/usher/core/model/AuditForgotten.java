package io.usher.core.model;

/**
 * The entries of the audit that are no longer kept, because newer ones came.
 *
 * @param count how many
 * @param revision log index of the latest of them; 0 when there is none
 */
public record AuditForgotten(long count, long revision) {

    /** Everything is still there. */
    public static final AuditForgotten NONE = new AuditForgotten(0, 0);
}
