package io.usher.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals that Java has no call for. */
final class Signals {

    private Signals() {}

    /**
     * Sends a signal.
     *
     * @param signal name without SIG
     * @param name of the process, for messages
     */
    static void send(String signal, long pid, String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("cannot send SIG" + signal + " to " + name + " (process " + pid + ")");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + signal + " to " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
