package io.usher.node.cli;

import io.usher.node.AgentNode;
import io.usher.node.BrokerNode;
import io.usher.node.config.AgentConfig;
import io.usher.node.config.ServerConfig;
import java.util.List;

/**
 * What works in this process and not over the API. The seam between the command line and the node.
 *
 * @param server runs brokers, each of another site
 * @param agent runs an agent
 * @param backups reads and restores backups
 */
record Starters(Starter<List<ServerConfig>> server, Starter<AgentConfig> agent, Backups backups) {

    /**
     * Runs something until it is told to end.
     *
     * @param <C> its configuration
     */
    @FunctionalInterface
    interface Starter<C> {

        /**
         * Returns when it has ended in good order. A signal to the process ends it.
         *
         * @throws Exception if it could not start, or ended because of a failure
         */
        void run(C config) throws Exception;
    }

    static Starters ofThisBuild() {
        return new Starters(BrokerNode::run, AgentNode::run, Backups.ofThisBuild());
    }
}
