package io.usher.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that goes on when this one ends, known by a file with its id and the moment of its start. The moment tells
 * it from another process that got the same id later, so that nobody else's process is ever ended.
 */
final class KnownProcess {

    private final String name;
    private final Path file;

    KnownProcess(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    /** Starts it and writes it down. What it prints is appended to the log. */
    void start(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            Files.writeString(file, process.pid() + " " + startOf(process.toHandle()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> find() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> fields = List.of(Files.readString(file).strip().split(" ", 2));
            return ProcessHandle.of(Long.parseLong(fields.get(0)))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startOf(process).toString().equals(fields.get(1)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Asks it to end and waits; kills it when it does not. Returns whether it ended politely. */
    boolean stop(Duration limit) {
        Optional<ProcessHandle> process = find();
        if (process.isEmpty()) {
            return true;
        }
        // A paused process would not hear it.
        signal("CONT");
        process.get().destroy();
        if (awaitEnd(process.get(), limit)) {
            return true;
        }
        kill();
        return false;
    }

    /** Ends it at once. */
    void kill() {
        find().ifPresent(process -> {
            process.destroyForcibly();
            awaitEnd(process, Duration.ofSeconds(10));
        });
    }

    /** Sends it a signal by name, such as STOP. */
    void signal(String signal) {
        Signals.send(signal, requireRunning().pid(), name);
    }

    /**
     * Returns the process.
     *
     * @throws IllegalStateException if it is not running
     */
    ProcessHandle requireRunning() {
        return find().orElseThrow(() -> new IllegalStateException(name + " is not running; start it first"));
    }

    private static boolean awaitEnd(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
