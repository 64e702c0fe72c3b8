package io.usher.node;

import io.usher.node.replication.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process at once: an orderly end could wait for what no longer moves. Only a broker that lost its vote goes
 * on in this process. Thread-safe.
 */
final class Halt implements FaultHandler {

    private static final int FAULT = 70;
    private static final int NOT_OF_THE_SITE = 71;
    private static final Logger LOG = LoggerFactory.getLogger(Halt.class);

    private final Runnable startAgain;

    /** @param startAgain has this broker start again in this process; does not wait for it */
    Halt(Runnable startAgain) {
        this.startAgain = startAgain;
    }

    @Override
    public void halt(String what, Throwable cause) {
        LOG.error("halting: {}", what, cause);
        Runtime.getRuntime().halt(FAULT);
    }

    @Override
    public void lostItsVote() {
        startAgain.run();
    }

    /** @param why in words for an operator */
    void notOfTheSite(String why) {
        LOG.error("ending: {}", why);
        Runtime.getRuntime().halt(NOT_OF_THE_SITE);
    }
}
