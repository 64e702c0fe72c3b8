package io.usher.node.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Time to wait before something is looked at again. */
final class Delays {

    private static final Duration SHORT = Duration.ofMillis(20);

    private Delays() {}

    static CompletableFuture<Void> shortly() {
        return after(SHORT);
    }

    static CompletableFuture<Void> after(Duration time) {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
    }
}
