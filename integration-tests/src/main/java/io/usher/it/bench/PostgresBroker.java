package io.usher.it.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least that a broker on a database has to do for an assignment: lock the host with the fewest sessions, seat the
 * user there, commit. It is one statement, and there is no server in front of it, so that nothing but the database is
 * measured.
 */
final class PostgresBroker implements Target, AutoCloseable {

    /** More connections only wait for the same rows. */
    private static final int CONNECTIONS = 16;

    private static final String TABLES = """
            CREATE TABLE IF NOT EXISTS host (id int PRIMARY KEY, sessions int NOT NULL, most int NOT NULL);
            CREATE TABLE IF NOT EXISTS session (
                id bigserial PRIMARY KEY, user_name text NOT NULL UNIQUE, host int NOT NULL REFERENCES host,
                request text NOT NULL);
            INSERT INTO host SELECT i, 0, 1000000 FROM generate_series(1, 16) i ON CONFLICT DO NOTHING
            """;

    private static final String ASSIGN = """
            WITH chosen AS (
                SELECT id FROM host WHERE sessions < most ORDER BY sessions, id LIMIT 1 FOR UPDATE),
            taken AS (
                UPDATE host SET sessions = sessions + 1 FROM chosen WHERE host.id = chosen.id RETURNING host.id)
            INSERT INTO session (user_name, host, request) SELECT ?, id, ? FROM taken RETURNING host
            """;

    private final List<Connection> connections = new ArrayList<>();
    private final BlockingQueue<PreparedStatement> idle = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final AtomicLong users;

    /** @param users numbers of those who were seated so far, over all measurements */
    PostgresBroker(PostgresServer server, AtomicLong users) {
        this.users = users;
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = server.connect();
                connections.add(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute(TABLES);
                }
                idle.add(connection.prepareStatement(ASSIGN));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the tables of the database", e);
        }
    }

    @Override
    public void ask(Done done) {
        threads.execute(() -> {
            try {
                assign();
            } catch (SQLException e) {
                done.failed(e);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                done.failed(e);
                return;
            }
            done.answered();
        });
    }

    private void assign() throws SQLException, InterruptedException {
        PreparedStatement statement = idle.take();
        try {
            long user = users.incrementAndGet();
            statement.setString(1, "user-" + user);
            statement.setString(2, "bench-" + user);
            try (ResultSet seats = statement.executeQuery()) {
                if (!seats.next()) {
                    throw new SQLException("no host had a seat");
                }
            }
        } finally {
            idle.add(statement);
        }
    }

    @Override
    public void close() {
        // Every call has been answered: the measurement waits for the stragglers.
        threads.shutdownNow();
        try {
            for (Connection connection : connections) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot leave the database", e);
        }
    }
}
