package io.usher.node.agent.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs programs that may hang, talk too much or fail: each run has a time limit and a limit on its output. Immutable.
 */
public final class BoundedCommand {
    private static final int MAXIMUM_ERROR_BYTES = 2048;
    private static final Duration KILL_LIMIT = Duration.ofSeconds(2);

    private final Duration timeLimit;
    private final int maximumOutputBytes;

    public BoundedCommand(Duration timeLimit, int maximumOutputBytes) {
        this.timeLimit = timeLimit;
        this.maximumOutputBytes = maximumOutputBytes;
    }

    /**
     * Runs a program to its end and returns what it printed.
     *
     * @throws SessionSourceException if it could not be started, was too slow, printed too much, or ended with another
     *     status than 0
     */
    public String run(List<String> command) throws SessionSourceException {
        String name = command.get(0);
        Process process;
        try {
            process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new SessionSourceException(
                    SessionSourceException.Kind.UNAVAILABLE, "expected to start " + name + ": " + e.getMessage(), e);
        }
        try {
            return outcome(name, process);
        } finally {
            kill(process);
        }
    }

    private String outcome(String name, Process process) throws SessionSourceException {
        // One byte more than allowed tells "too much" from "just enough".
        CompletableFuture<byte[]> output = read(process.getInputStream(), maximumOutputBytes + 1);
        CompletableFuture<byte[]> errors = read(process.getErrorStream(), MAXIMUM_ERROR_BYTES);
        long deadline = System.nanoTime() + timeLimit.toNanos();
        try {
            byte[] bytes = output.get(timeLimit.toNanos(), TimeUnit.NANOSECONDS);
            if (bytes.length > maximumOutputBytes) {
                throw new SessionSourceException(
                        SessionSourceException.Kind.TOO_LARGE,
                        "expected at most " + maximumOutputBytes + " bytes from " + name + ", found more");
            }
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw tooSlow(name);
            }
            if (process.exitValue() != 0) {
                String said = text(errors.get(KILL_LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                        .strip();
                throw new SessionSourceException(
                        SessionSourceException.Kind.FAILED,
                        "expected " + name + " to end with status 0, found " + process.exitValue() + ": " + said);
            }
            return text(bytes);
        } catch (TimeoutException e) {
            throw tooSlow(name);
        } catch (ExecutionException e) {
            throw new SessionSourceException(
                    SessionSourceException.Kind.FAILED, "expected to read from " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionSourceException(
                    SessionSourceException.Kind.FAILED, "interrupted while waiting for " + name, e);
        }
    }

    private SessionSourceException tooSlow(String name) {
        return new SessionSourceException(
                SessionSourceException.Kind.TIMEOUT,
                "expected " + name + " to end within " + timeLimit.toMillis() + " ms; it was stopped");
    }

    private static CompletableFuture<byte[]> read(InputStream stream, int limit) {
        CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        bytes.complete(stream.readNBytes(limit));
                    } catch (IOException | UncheckedIOException e) {
                        bytes.completeExceptionally(e);
                    }
                },
                "session-source-output");
        reader.setDaemon(true);
        reader.start();
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
