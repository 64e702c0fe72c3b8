package io.usher.it.cluster;

import io.usher.it.cluster.Link.Direction;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A TCP relay in front of one port. Knows who calls, so that each link can have its own fault: a partition cuts a
 * broker off from some and not from others. Thread-safe.
 */
final class FaultProxy implements Closeable {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Function<Socket, String> callerOf;
    private final Map<String, Link> links = new ConcurrentHashMap<>();

    /**
     * Begins to relay.
     *
     * @param listen where callers connect; port 0 for any
     * @param target where everything goes
     * @param callerOf names the process at the other end of an accepted connection
     */
    FaultProxy(InetSocketAddress listen, InetSocketAddress target, Function<Socket, String> callerOf) {
        this.target = target;
        this.callerOf = callerOf;
        try {
            listener = new ServerSocket(listen.getPort(), 128, listen.getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen in front of " + target, e);
        }
        daemon("accept", this::accept);
    }

    /** Where callers connect. */
    int port() {
        return listener.getLocalPort();
    }

    /** Changes what passes from a caller. */
    void set(String caller, LinkState state) {
        link(caller).set(state);
    }

    private Link link(String caller) {
        return links.computeIfAbsent(caller, name -> new Link());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                daemon("connect", () -> connect(caller));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("cannot accept in front of " + target, e);
                }
            }
        }
    }

    private void connect(Socket caller) {
        Link link = link(callerOf.apply(caller));
        Connection connection = new Connection(caller, new Socket());
        if (!link.admit(connection)) {
            connection.close();
            return;
        }
        try {
            caller.setTcpNoDelay(true);
            // What cannot reach the target waits here, as a packet would on its way.
            if (!link.await(Direction.REQUEST, connection).connected()) {
                return;
            }
            connection.callee.setTcpNoDelay(true);
            connection.callee.connect(target);
            daemon("replies", () -> pump(connection, link, Direction.REPLY));
            pump(connection, link, Direction.REQUEST);
        } catch (IOException e) {
            // The target does not listen: the caller is to see the same.
            end(connection, link);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(connection, link);
        }
    }

    private static void pump(Connection connection, Link link, Direction direction) {
        try {
            boolean request = direction == Direction.REQUEST;
            InputStream in = (request ? connection.caller : connection.callee).getInputStream();
            OutputStream out = (request ? connection.callee : connection.caller).getOutputStream();
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                LinkState state = link.await(direction, connection);
                if (!state.connected()) {
                    return;
                }
                LockSupport.parkNanos(state.delay().toNanos());
                out.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // One end is gone; so will the other be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(connection, link);
        }
    }

    private static void end(Connection connection, Link link) {
        link.forget(connection);
        connection.close();
    }

    private void daemon(String job, Runnable work) {
        Thread thread = new Thread(work, "proxy-" + target.getPort() + "-" + job);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop listening in front of " + target, e);
        }
        links.values().forEach(link -> link.set(LinkState.CUT));
    }

    /** Both ends of a relayed connection. */
    private record Connection(Socket caller, Socket callee) implements Closeable {

        @Override
        public void close() {
            reset(caller);
            reset(callee);
        }

        /** Closes with a reset, so that neither end waits for a polite goodbye. */
        private static void reset(Socket socket) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // Closed by the other end already.
            }
        }
    }
}
