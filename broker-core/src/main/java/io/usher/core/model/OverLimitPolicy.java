package io.usher.core.model;

/**
 * What happens when a limit on users is reached. A warned user is told with the answer or the refusal; what
 * administrators are to know stands in the decision, which is kept and listed.
 */
public enum OverLimitPolicy {
    /** The user is told and gets no session. The default. */
    WARN_USER_AND_REFUSE,
    /** The user is told and gets a session all the same. */
    WARN_USER_AND_START,
    /** Administrators are told and the user gets a session all the same. */
    NOTIFY_ADMINISTRATORS_AND_START,
    /** Both are told and the user gets a session all the same. */
    NOTIFY_BOTH_AND_START,
    /** Both are told and the user gets no session. */
    NOTIFY_BOTH_AND_REFUSE;

    /** Whether no session is begun. */
    public boolean refuses() {
        return this == WARN_USER_AND_REFUSE || this == NOTIFY_BOTH_AND_REFUSE;
    }

    /** Whether the user is told. */
    public boolean warnsUser() {
        return this != NOTIFY_ADMINISTRATORS_AND_START;
    }

    /** Whether administrators are told. */
    public boolean notifiesAdministrators() {
        return this != WARN_USER_AND_REFUSE && this != WARN_USER_AND_START;
    }
}
