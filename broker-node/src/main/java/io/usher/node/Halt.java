package io.usher.node;

import io.usher.node.replication.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process at once: an orderly end could wait for what no longer moves. Thread-safe. */
final class Halt implements FaultHandler {

    private static final int FAULT = 70;
    private static final int NOT_OF_THE_SITE = 71;
    private static final Logger LOG = LoggerFactory.getLogger(Halt.class);

    @Override
    public void halt(String what, Throwable cause) {
        LOG.error("halting: {}", what, cause);
        Runtime.getRuntime().halt(FAULT);
    }

    @Override
    public void removed() {
        notOfTheSite("this broker was removed from the site; its id is not used again. To add this machine anew give it"
                + " another broker.id and an empty storage directory");
    }

    /** @param why in words for an operator */
    void notOfTheSite(String why) {
        LOG.error("ending: {}", why);
        Runtime.getRuntime().halt(NOT_OF_THE_SITE);
    }
}
