package io.usher.node.agent.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the processes of a host from {@code /proc}. Immutable; every call reads anew. */
final class ProcessTable {
    private static final int MAXIMUM_STAT_FIELDS = 22;

    private final Path proc;

    ProcessTable(Path proc) {
        this.proc = proc;
    }

    /** Returns all processes in order of their ids. Those that end while they are read are left out. */
    List<HostProcess> read() throws IOException {
        List<HostProcess> processes = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path directory : directories) {
                read(directory).ifPresent(processes::add);
            }
        }
        processes.sort(Comparator.comparingLong(HostProcess::pid));
        return processes;
    }

    /** Returns the process with an id if it is there. */
    Optional<HostProcess> read(long pid) throws IOException {
        return read(proc.resolve(Long.toString(pid)));
    }

    /** Says whether a process has a socket open, by the socket's inode number. */
    boolean hasSocket(long pid, long inode) throws IOException {
        String wanted = "socket:[" + inode + "]";
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(proc.resolve(Long.toString(pid)).resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (isLinkTo(descriptor, wanted)) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean isLinkTo(Path descriptor, String wanted) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(wanted);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Optional<HostProcess> read(Path directory) throws IOException {
        try {
            String stat = Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1);
            String user = Files.getOwner(directory).getName();
            String line = Files.readString(directory.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            List<String> arguments = line.isEmpty() ? List.of() : Arrays.asList(line.split("\0", -1));
            return Optional.of(parse(stat, user, arguments));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (!Files.exists(directory)) {
                return Optional.empty(); // Reading a process that has just ended gives "no such process".
            }
            throw e;
        }
    }

    /** Reads one line of {@code /proc/PID/stat}. The name in it may hold anything, blanks and brackets too. */
    static HostProcess parse(String stat, String user, List<String> arguments) throws IOException {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 1 || close < open) {
            throw new IOException("expected 'PID (NAME) ...' as process state, found '" + stat.strip() + "'");
        }
        // Fields are counted from 1 in the manual: 4 is the parent, 22 the start; the third follows the name.
        String[] fields = stat.substring(close + 1).strip().split(" ", MAXIMUM_STAT_FIELDS);
        if (fields.length < MAXIMUM_STAT_FIELDS - 2) {
            throw new IOException("expected at least 22 fields of process state, found '" + stat.strip() + "'");
        }
        try {
            return new HostProcess(
                    Long.parseLong(stat.substring(0, open).strip()),
                    Long.parseLong(fields[1]),
                    stat.substring(open + 1, close),
                    Long.parseLong(fields[19]),
                    user,
                    arguments);
        } catch (NumberFormatException e) {
            throw new IOException("expected numbers in the process state, found '" + stat.strip() + "'", e);
        }
    }
}
