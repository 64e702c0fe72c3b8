package io.usher.it.desktops;

import io.usher.it.cluster.OsProcess;
import java.time.Duration;

/** A stock RDP client with somebody's desktop in its window. */
public final class DesktopClient implements AutoCloseable {
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final OsProcess process;

    DesktopClient(OsProcess process) {
        this.process = process;
    }

    /** Whether its window is open. */
    public boolean isConnected() {
        return process.isAlive();
    }

    /** Waits until it has ended by itself, because the host told it to. */
    public void awaitEnd(Duration limit) {
        process.awaitEnd(limit);
    }

    /** Closes the window, as a user does who wants to come back. */
    @Override
    public void close() {
        if (process.isAlive()) {
            // The process that was started only led into the client machine; the client itself is its child.
            ProcessHandle.of(process.pid())
                    .ifPresent(leader -> leader.descendants().forEach(ProcessHandle::destroyForcibly));
            process.awaitEnd(END_LIMIT);
        }
    }
}
