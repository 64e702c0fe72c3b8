package io.usher.node;

import io.usher.node.api.ApiPort;
import io.usher.node.config.ServerConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A process with one broker, or with several of which each belongs to another site. They live and restart by
 * themselves; a fault that halts the process, and a start that fails, is the end of all of them.
 */
final class BrokerProcess {

    private final CommonParts common;
    private final List<BrokerLife> lives;

    BrokerProcess(List<ServerConfig> configs) {
        common = CommonParts.of(configs);
        lives = configs.stream().map(config -> new BrokerLife(config, common)).toList();
    }

    /**
     * Runs them until a signal ends the process.
     *
     * @throws IOException when one cannot start, or start again; says what to do
     */
    void run() throws IOException, InterruptedException {
        try {
            for (BrokerLife life : lives) {
                life.begin();
            }
        } catch (IOException | RuntimeException e) {
            end();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "broker-end"));
        goOn();
    }

    private void goOn() throws IOException, InterruptedException {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (BrokerLife life : lives) {
            inThread("broker-of-" + life.site(), () -> {
                try {
                    life.goOn();
                } catch (IOException | InterruptedException | RuntimeException e) {
                    failed.completeExceptionally(e);
                }
            });
        }
        try {
            failed.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a broker ended without being told to", e.getCause());
        }
    }

    /** All of them at once: each waits for its calls. */
    private void end() {
        common.ports().values().forEach(ApiPort::beginStop);
        List<Thread> ends = new ArrayList<>();
        lives.forEach(life -> ends.add(inThread("end-of-" + life.site(), life::end)));
        for (Thread thread : ends) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Thread inThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
