package io.usher.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the brokers of a site and usual commands against them, hands the lead over, and prints nothing of theirs. Run by
 * {@code lib/archive-classes} while the JVM notes which classes brokers and commands need: a secondary needs most of
 * those of a primary for the first time when everybody waits for it.
 */
final class Rehearsal {
    private static final List<String> IS_IT_THERE = List.of("pool", "list");
    private static final List<String> BROKERS = List.of("b1", "b2", "b3");
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
            List.of("config", "sample"),
            List.of("broker", "promote", "b1"),
            List.of("broker", "promote", "b2"),
            List.of("broker", "promote", "b3"));

    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param arguments a folder for what the brokers store, empty or not there
     * @throws IOException if there are no free loopback ports, or the folder cannot be written to
     * @throws InterruptedException if interrupted while the brokers start
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<Integer> ports = freePorts(3 * BROKERS.size());
        String address = address(ports.get(0));
        // Nobody is there yet, but logging is set up, which must not happen twice at once.
        run(IS_IT_THERE, address);
        String peers = peers(ports);
        for (String broker : BROKERS) {
            Path file = folder.resolve(broker + ".yaml");
            Files.writeString(
                    file,
                    "broker: {id: " + broker + "}\nstorage: {directory: '" + folder.resolve(broker) + "'}\n" + peers);
            start(List.of("server", "--config=" + file, "--storage-first-start=true"));
        }
        awaitBroker(address);
        COMMANDS.forEach(command -> run(command, address));
        // Ends the brokers, too: they have a hook for that.
        System.exit(0);
    }

    private static String peers(List<Integer> ports) {
        StringBuilder peers = new StringBuilder("peers:\n");
        for (int i = 0; i < BROKERS.size(); i++) {
            peers.append("- {id: ").append(BROKERS.get(i));
            peers.append(", api: '").append(address(ports.get(3 * i)));
            peers.append("', raft: '").append(address(ports.get(3 * i + 1)));
            peers.append("', peer: '").append(address(ports.get(3 * i + 2))).append("'}\n");
        }
        return peers.toString();
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
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
