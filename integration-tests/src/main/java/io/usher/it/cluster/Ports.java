package io.usher.it.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Free ports of the loopback address for processes that have to be told one. They lie below the range that the kernel
 * takes for outgoing connections, so that the port of a process that is down for a while stays free. Thread-safe.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final int ATTEMPTS = 1_000;

    private final Set<Integer> given = ConcurrentHashMap.newKeySet();

    /** The first of some ports in a row that nobody listens on, each given at most once. */
    public int next(int count) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, LAST + 2 - count);
            if (IntStream.range(first, first + count).allMatch(port -> given.add(port) && isFree(port))) {
                return first;
            }
        }
        throw new IllegalStateException("found no free port from " + FIRST + " to " + LAST);
    }

    private static boolean isFree(int port) {
        // On every address: a relay may take the same port on another one than the broker.
        try (ServerSocket probe = new ServerSocket(port, 1)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
