package io.usher.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that was started here. Everything it prints is appended to its log. Ends with this JVM at the latest.
 * Thread-safe.
 */
public final class OsProcess {

    private static final Set<Process> STARTED = startedHere();

    private final String name;
    private final Process process;

    private OsProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts a process.
     *
     * @param name for messages
     * @param log created when it is not there, else appended to
     */
    public static OsProcess start(String name, List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            STARTED.add(process);
            var unused = process.onExit().thenAccept(STARTED::remove);
            return new OsProcess(name, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + " with " + command.get(0), e);
        }
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs; a paused process does. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once, as a power cut would: SIGKILL. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Stops it in the middle of whatever it does: SIGSTOP. */
    public void pause() {
        Signals.send("STOP", pid(), name);
    }

    /** Lets it go on: SIGCONT. */
    public void resume() {
        Signals.send("CONT", pid(), name);
    }

    /**
     * Asks it to end, SIGTERM, and waits.
     *
     * @throws IllegalStateException when it has not ended in time; it is killed then
     */
    public int stop(Duration limit) {
        process.destroy();
        try {
            return awaitEnd(limit);
        } catch (IllegalStateException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * Waits for the end and returns the exit status.
     *
     * @throws IllegalStateException when it has not ended in time
     */
    public int awaitEnd(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException(name + " (process " + pid() + ") should have ended within " + limit);
    }

    /** Kills what a run that ended early left behind. */
    private static Set<Process> startedHere() {
        Set<Process> started = ConcurrentHashMap.newKeySet();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> started.forEach(Process::destroyForcibly), "end-started-processes"));
        return started;
    }

    @Override
    public String toString() {
        return name + " (process " + pid() + ")";
    }
}
