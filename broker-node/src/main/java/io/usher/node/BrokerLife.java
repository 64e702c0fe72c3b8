package io.usher.node;

import io.usher.node.BrokerNode.Again;
import io.usher.node.config.ServerConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the broker of one site until the process ends. A broker that lost its vote starts again in the same process,
 * whatever other sites it serves: Ratis makes nobody who runs a standby.
 */
final class BrokerLife {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLife.class);

    private final ServerConfig config;
    private final CommonParts common;
    /** Guarded by this. */
    private Optional<BrokerNode> running = Optional.empty();
    /** Guarded by this. */
    private boolean ended;

    BrokerLife(ServerConfig config, CommonParts common) {
        this.config = config;
        this.common = common;
    }

    String site() {
        return config.siteId();
    }

    /** @throws IOException when it cannot start; says what to do */
    void begin() throws IOException, InterruptedException {
        began(BrokerNode.start(config, common, false));
    }

    /**
     * Goes on for as long as the process does.
     *
     * @throws IOException when it cannot start again; says what to do
     */
    void goOn() throws IOException, InterruptedException {
        BrokerNode node = present();
        while (true) {
            Again again = node.awaitAgain();
            LOG.info("site {}: starting again in this process: {}", config.siteId(), again.why());
            node.close();
            node = began(BrokerNode.start(config, common, again.patient()));
        }
    }

    private synchronized BrokerNode present() {
        return running.orElseThrow(() -> new IllegalStateException("it has not begun"));
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

    /** Ends the broker, and has it not start again. */
    synchronized void end() {
        ended = true;
        running.ifPresent(BrokerNode::close);
    }
}
