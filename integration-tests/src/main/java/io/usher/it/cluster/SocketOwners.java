package io.usher.it.cluster;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tells which process a local connection comes from, by what the Linux kernel shows under /proc. Thread-safe. */
final class SocketOwners {

    /** Who calls and is none of the known processes. */
    static final String SOMEBODY = "somebody";

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int REMOTE_ADDRESS = 2;
    private static final int INODE = 9;

    private final Supplier<Map<String, Long>> processes;

    /**
     * Knows these processes.
     *
     * @param processes their ids by name at present
     */
    SocketOwners(Supplier<Map<String, Long>> processes) {
        this.processes = processes;
    }

    /** Name of the process at the other end of an accepted connection. */
    String callerOf(Socket accepted) {
        Optional<String> inode = inode(accepted.getPort(), accepted.getLocalPort());
        return inode.flatMap(this::ownerOf).orElse(SOMEBODY);
    }

    private Optional<String> ownerOf(String inode) {
        return processes.get().entrySet().stream()
                .filter(process -> holds(process.getValue(), "socket:[" + inode + "]"))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean holds(long pid, String socket) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> leadsTo(descriptor, socket));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean leadsTo(Path descriptor, String socket) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(socket);
        } catch (IOException e) {
            // Closed since the folder was listed.
            return false;
        }
    }

    /** Inode of the socket with this local and this remote port. */
    private static Optional<String> inode(int local, int remote) {
        String localEnd = String.format(Locale.ROOT, ":%04X", local);
        String remoteEnd = String.format(Locale.ROOT, ":%04X", remote);
        return TABLES.stream()
                .flatMap(SocketOwners::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE)
                .filter(fields ->
                        fields[LOCAL_ADDRESS].endsWith(localEnd) && fields[REMOTE_ADDRESS].endsWith(remoteEnd))
                .map(fields -> fields[INODE])
                .findFirst();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
