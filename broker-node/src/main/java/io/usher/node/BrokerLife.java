package io.usher.node;

import io.usher.node.BrokerNode.Again;
import io.usher.node.config.ServerConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a broker until a signal ends the process. A broker that lost its vote starts again in the same process: Ratis
 * makes nobody who runs a standby.
 */
final class BrokerLife {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLife.class);

    private final ServerConfig config;
    /** Guarded by this. */
    private Optional<BrokerNode> running = Optional.empty();
    /** Guarded by this. */
    private boolean ended;

    BrokerLife(ServerConfig config) {
        this.config = config;
    }

    /** @throws IOException when it cannot start; says what to do */
    void run() throws IOException, InterruptedException {
        BrokerNode node = began(BrokerNode.start(config, false));
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "broker-end"));
        while (true) {
            Again again = node.awaitAgain();
            LOG.info("starting again in this process: {}", again.why());
            node.close();
            node = began(BrokerNode.start(config, again.patient()));
        }
    }

    private BrokerNode began(BrokerNode node) throws InterruptedException {
        synchronized (this) {
            if (!ended) {
                running = Optional.of(node);
                return node;
            }
        }
        node.close();
        // The process is about to end.
        new CountDownLatch(1).await();
        return node;
    }

    private synchronized void end() {
        ended = true;
        running.ifPresent(BrokerNode::close);
    }
}
