package io.usher.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a broker and usual commands against it, and prints nothing of theirs. Run by {@code lib/archive-classes} while
 * the JVM notes which classes brokers and commands need.
 */
final class Rehearsal {
    private static final List<String> IS_IT_THERE = List.of("pool", "list");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("cluster", "status"),
            List.of("cluster", "digest"),
            List.of("broker", "list"),
            List.of("pool", "create", "office"),
            List.of("pool", "list", "-o", "wide"),
            List.of("host", "list"),
            List.of("resource", "create", "desktop", "--kind", "desktop", "--pool", "office"),
            List.of("resource", "list", "-o", "json"),
            List.of("session", "list", "-o", "yaml"),
            List.of("assign", "--user", "alice", "desktop"),
            List.of("config", "sample"));

    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param arguments the storage directory of the broker, empty or not there
     * @throws IOException if there is no free loopback port
     * @throws InterruptedException if interrupted while the broker starts
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String address = "127.0.0.1:" + freePort();
        // Nobody is there yet, but logging is set up, which must not happen twice at once.
        run(IS_IT_THERE, address);
        start(List.of(
                "server",
                "--broker-id=rehearsal",
                "--storage-directory=" + arguments[0],
                "--storage-first-start=true",
                "--api-listen=" + address));
        awaitBroker(address);
        COMMANDS.forEach(command -> run(command, address));
        // Ends the broker, too: it has a hook for that.
        System.exit(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void start(List<String> server) {
        Thread thread = new Thread(() -> run(server, ""), "rehearsal-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitBroker(String address) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (run(IS_IT_THERE, address) != ExitCode.DONE.code()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("expected a broker on " + address + " within " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** What a command returns is of no interest otherwise: a refusal, too, loads the classes that a refusal needs. */
    private static int run(List<String> command, String broker) {
        Surroundings surroundings = new Surroundings(
                Map.of("USHER_SERVER", broker), Clock.systemUTC(), new ConsoleTerminal(), Starters.ofThisBuild());
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        String[] arguments = command.toArray(String[]::new);
        return Main.commandLineFor(surroundings, arguments)
                .setOut(nowhere)
                .setErr(nowhere)
                .execute(arguments);
    }
}
