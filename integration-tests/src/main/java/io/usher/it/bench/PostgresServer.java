package io.usher.it.bench;

import io.usher.it.cluster.OsProcess;
import io.usher.it.cluster.Ports;
import io.usher.it.cluster.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One PostgreSQL server on loopback with its own real disk, as a peer: the database under the brokers that keep their
 * sessions in one. It commits synchronously and is otherwise left at its defaults.
 */
final class PostgresServer implements AutoCloseable {

    private static final Path PACKAGED = Path.of("/usr/lib/postgresql");
    private static final String OWNER = "postgres";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final OsProcess process;
    private final Path folder;
    private final int port;

    private PostgresServer(OsProcess process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Whether this machine has one that can be started here: it refuses to run as root, and so needs its own user. */
    static boolean isInstalled() {
        return programs().isPresent();
    }

    /** What it calls itself, such as PostgreSQL 15.18. */
    static Optional<String> version() {
        return programs().map(folder -> {
            try {
                Process asked = new ProcessBuilder(folder.resolve("postgres").toString(), "--version").start();
                String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return text.replace("postgres (PostgreSQL)", "PostgreSQL")
                        .replaceAll("\\s*\\(.*", "")
                        .strip();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot ask PostgreSQL for its version", e);
            }
        });
    }

    /**
     * Starts a new empty server.
     *
     * @param log where it writes what it has to say
     */
    static PostgresServer start(Path log) {
        try {
            // Not below the folder of the figures: its own user may not be able to go there. Not in memory either.
            Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "usher-bench-postgres-");
            run(List.of("chown", OWNER, folder.toString()), log);
            Path data = folder.resolve("data");
            run(program("initdb", "-D", data.toString(), "-A", "trust", "-U", OWNER, "-E", "UTF8", "--no-locale"), log);
            int port = new Ports().next(1);
            List<String> command = program("postgres", "-D", data.toString(), "-p", Integer.toString(port));
            for (String setting : List.of(
                    "listen_addresses=127.0.0.1", "unix_socket_directories=", "synchronous_commit=on", "fsync=on")) {
                command.addAll(List.of("-c", setting));
            }
            PostgresServer server = new PostgresServer(OsProcess.start("postgres", command, log), folder, port);
            Waiting.until("a PostgreSQL that answers", LIMIT, server::answers);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for PostgreSQL", e);
        }
    }

    /** A new connection. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", OWNER, "");
    }

    /** Process ids of the server and of all it has started: one for each connection. */
    List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        ProcessHandle.of(process.pid()).ifPresent(server -> {
            pids.add(server.pid());
            server.descendants().map(ProcessHandle::pid).forEach(pids::add);
        });
        return pids;
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(PACKAGED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PACKAGED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                    .max(Path::compareTo);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for PostgreSQL in " + PACKAGED, e);
        }
    }

    /** As its own user, which this one must be allowed to become. */
    private static List<String> program(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + OWNER,
                "--regid=" + OWNER,
                "--clear-groups",
                programs().orElseThrow().resolve(name).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command, Path log) {
        int status = OsProcess.start(command.get(0), command, log).awaitEnd(LIMIT);
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + status + ", see " + log);
        }
    }

    @Override
    public void close() {
        process.stop(LIMIT);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot delete " + file, e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }
}
