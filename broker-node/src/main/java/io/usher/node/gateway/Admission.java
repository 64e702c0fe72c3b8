package io.usher.node.gateway;

/** Whether a client may enter. */
public sealed interface Admission {

    /**
     * It may.
     *
     * @param session session that it enters, for the log
     */
    record Admitted(String session) implements Admission {}

    /**
     * It may not.
     *
     * @param reason stable name of why, for the log and the counters, one of a small fixed set; never holds the token
     */
    record Refused(String reason) implements Admission {}
}
