package io.usher.node.agent.session;

/** Sends signals to processes of the host. A seam for tests, which must not signal anything real. */
interface ProcessSignals {

    /** Asks a process to end (SIGTERM). Returns whether there was such a process that may be signalled. */
    boolean terminate(long pid);

    /** Ends a process (SIGKILL). Returns whether there was such a process that may be signalled. */
    boolean kill(long pid);

    /** Returns the signals of the operating system. */
    static ProcessSignals real() {
        return new ProcessSignals() {
            @Override
            public boolean terminate(long pid) {
                return ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false);
            }

            @Override
            public boolean kill(long pid) {
                return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
            }
        };
    }
}
