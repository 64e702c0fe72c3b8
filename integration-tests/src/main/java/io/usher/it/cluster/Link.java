package io.usher.it.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** All connections from one process to one port of another, and what may pass on them. Thread-safe. */
final class Link {

    /** Which way bytes go. */
    enum Direction {
        REQUEST,
        REPLY
    }

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Closeable> connections = new ArrayList<>();
    private LinkState state = LinkState.OPEN;

    /** Changes what passes from now on; breaks the connections when the new state has none. */
    void set(LinkState next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
            if (!next.connected()) {
                connections.forEach(Link::closeQuietly);
                connections.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a new connection in; false when there can be none at present. */
    boolean admit(Closeable connection) {
        lock.lock();
        try {
            if (state.connected()) {
                connections.add(connection);
            }
            return state.connected();
        } finally {
            lock.unlock();
        }
    }

    void forget(Closeable connection) {
        lock.lock();
        try {
            connections.remove(connection);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until bytes of the connection may pass.
     *
     * @return the state in which they pass; not connected when the connection is over
     */
    LinkState await(Direction direction, Closeable connection) throws InterruptedException {
        lock.lock();
        try {
            while (connections.contains(connection) && !passes(direction)) {
                changed.await();
            }
            return connections.contains(connection) ? state : LinkState.CUT;
        } finally {
            lock.unlock();
        }
    }

    private boolean passes(Direction direction) {
        return direction == Direction.REQUEST ? state.requests() : state.replies();
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is to be gone, and it is.
        }
    }
}
