package io.usher.node.primary;

/** A monotonic clock of this machine, comparable by difference only. */
@FunctionalInterface
interface NanoClock {

    /** The clock of the JVM. */
    NanoClock SYSTEM = System::nanoTime;

    long nanoTime();
}
