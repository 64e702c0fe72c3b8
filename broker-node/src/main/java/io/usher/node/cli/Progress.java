package io.usher.node.cli;

import io.usher.node.cli.output.Wording;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** How far long work has come, in one line on standard error that is written over and over; nothing off a terminal. */
final class Progress {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintWriter err;
    private final boolean shown;
    private long lastNanos;
    private boolean open;

    private Progress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
        this.lastNanos = System.nanoTime();
    }

    static Progress of(CommandSpec spec, Terminal terminal) {
        return new Progress(spec.commandLine().getErr(), terminal.isInteractive());
    }

    /** Tells how much is done, if the last time is some while ago. */
    void tell(String what, long bytes) {
        if (shown && System.nanoTime() - lastNanos >= INTERVAL_NANOS) {
            lastNanos = System.nanoTime();
            open = true;
            err.print("\r" + what + " " + Wording.bytes(bytes) + "   ");
            err.flush();
        }
    }

    /** Ends the line. */
    void end() {
        if (open) {
            open = false;
            err.println();
            err.flush();
        }
    }
}
