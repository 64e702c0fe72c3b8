package io.usher.node.gateway;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets only so many connections start at a time; the others wait in order. Bounded by the door's limit on waiting
 * connections. Safe for use by several threads.
 */
final class Turnstile {
    private final int maximumStarting;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int starting;

    Turnstile(int maximumStarting) {
        this.maximumStarting = maximumStarting;
    }

    /** Runs a start now or when its turn comes, on any thread. Each run is followed by one {@link #started()}. */
    void enter(Runnable start) {
        synchronized (this) {
            if (starting >= maximumStarting) {
                waiting.add(start);
                return;
            }
            starting++;
        }
        start.run();
    }

    /** Notes that one start is over, well or not, and runs the next one. */
    void started() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                starting--;
                return;
            }
        }
        next.run();
    }
}
