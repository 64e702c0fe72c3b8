package io.usher.it.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports of the loopback address for processes that have to be told one. They lie below the range that the kernel
 * takes for outgoing connections, so that the port of a process that is down for a while stays free. Thread-safe.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final int ATTEMPTS = 1_000;

    private final Set<Integer> given = ConcurrentHashMap.newKeySet();

    /** A port that nobody listens on, each at most once. */
    int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (given.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("found no free port from " + FIRST + " to " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
