package io.usher.node.gateway;

/** Whether a client may enter. */
public sealed interface Admission {

    /**
     * It may.
     *
     * @param session session that it enters, for the log
     * @param left is run once when the client's connection is over; must not wait
     */
    record Admitted(String session, Runnable left) implements Admission {}

    /**
     * It may not.
     *
     * @param reason stable name of why, for the log and the counters, one of a small fixed set; never holds the token
     */
    record Refused(String reason) implements Admission {}
}
