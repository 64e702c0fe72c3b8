package io.usher.it.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does, which can only be asked for again and again. */
public final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waiting() {}

    /**
     * Asks until there is an answer.
     *
     * @throws IllegalStateException when there is none in time
     */
    public static <T> T forValue(String what, Duration limit, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("waited " + limit + " in vain: " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * Asks until it is so.
     *
     * @throws IllegalStateException when it is not so in time
     */
    public static void until(String what, Duration limit, BooleanSupplier question) {
        forValue(what, limit, () -> question.getAsBoolean() ? Optional.of(Boolean.TRUE) : Optional.empty());
    }
}
