package io.usher.node.agent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * The two threads of an agent, or of many simulated ones.
 *
 * @param loop everything that never waits
 * @param sources looks at sessions and changes them, which may take its time
 */
public record AgentThreads(ScheduledExecutorService loop, ExecutorService sources) implements AutoCloseable {

    /** Starts the threads. */
    public static AgentThreads start() {
        return new AgentThreads(
                Executors.newSingleThreadScheduledExecutor(named("agent-loop")),
                Executors.newSingleThreadExecutor(named("agent-sources")));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        loop.shutdownNow();
        sources.shutdownNow();
    }
}
