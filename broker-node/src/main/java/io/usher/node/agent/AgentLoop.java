package io.usher.node.agent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what one agent does: on its loop, where nothing waits, or at its sources, which may take their time. Nothing
 * starts any more once the threads have stopped. Safe for use by several threads.
 */
final class AgentLoop implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);

    private final AgentThreads threads;
    private final Consumer<RuntimeException> failed;
    private boolean isEnded;

    /**
     * Creates a loop.
     *
     * @param failed is told, on the loop, of a task that failed
     */
    AgentLoop(AgentThreads threads, Consumer<RuntimeException> failed) {
        this.threads = threads;
        this.failed = failed;
    }

    /** Runs a task on the loop soon. */
    @Override
    public void execute(Runnable task) {
        later(task, Duration.ZERO);
    }

    /** Runs a task on the loop after a while. */
    void later(Runnable task, Duration wait) {
        try {
            var unused = threads.loop().schedule(() -> guarded(task), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the agent has stopped", e);
        }
    }

    /** Runs a task beside the loop. */
    void atSource(Runnable task) {
        try {
            threads.sources().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("the agent has stopped", e);
        }
    }

    /** Drops the tasks that wait for the loop, and all later ones. Called on the loop. */
    void end() {
        isEnded = true;
    }

    private void guarded(Runnable task) {
        if (isEnded) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }
}
