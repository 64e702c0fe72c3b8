package io.usher.it.cluster;

import io.usher.it.client.Endpoint;
import io.usher.it.client.UsherClient;
import io.usher.proto.v1.BrokerStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Brokers on loopback that go on when this process ends: what scripts/cluster runs. Each has a folder with its
 * configuration, its log and its data.
 */
final class LocalSite {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration QUESTION_LIMIT = Duration.ofSeconds(1);
    /** Room for the ports of a broker, and easy to read. */
    private static final int PORT_STEP = 10;

    private final Path folder;
    private final List<BrokerAddress> brokers;
    private final Installation installation;

    /**
     * A site that may be up or down.
     *
     * @param folder of the site alone
     * @param size how many brokers; their ids are b1, b2 and so on
     * @param port of the first one's API
     */
    LocalSite(Path folder, int size, int port, Installation installation) {
        this.folder = folder;
        this.installation = installation;
        this.brokers = IntStream.range(0, size)
                .mapToObj(i -> new BrokerAddress("b" + (i + 1), "127.0.0.1", "127.0.0.1", port + i * PORT_STEP))
                .toList();
    }

    List<String> ids() {
        return brokers.stream().map(BrokerAddress::id).toList();
    }

    List<Endpoint> endpoints() {
        return brokers.stream().map(BrokerAddress::endpoint).toList();
    }

    KnownProcess process(String id) {
        if (!ids().contains(id)) {
            throw new IllegalArgumentException("expected one of the brokers " + ids() + ", found " + id);
        }
        return new KnownProcess(id, folderOf(id).resolve("broker.pid"));
    }

    Path log(String id) {
        return folderOf(id).resolve("broker.log");
    }

    /** Starts a broker that is down. */
    void start(String id) {
        BrokerAddress broker = brokers.get(ids().indexOf(id));
        Path data = folderOf(id).resolve("data");
        Path configuration = folderOf(id).resolve("broker.yaml");
        List<String> arguments = new ArrayList<>(List.of("server", "--config", configuration.toString()));
        if (!Files.exists(data)) {
            arguments.add("--storage-first-start");
        }
        try {
            Files.createDirectories(folderOf(id));
            Files.writeString(
                    configuration,
                    new BrokerConfiguration(broker, brokers, data.toString())
                            .with(Map.of("site.id", "demo"))
                            .yaml());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the configuration of " + id, e);
        }
        process(id)
                .start(
                        installation.command(
                                List.of("-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"),
                                arguments),
                        log(id));
    }

    /** Stops a broker that is up. Returns whether it ended politely. */
    boolean stop(String id) {
        return process(id).stop(STOP_LIMIT);
    }

    /**
     * Waits until a broker leads.
     *
     * @return its id
     * @throws IllegalStateException if too few brokers run for one to lead
     */
    String awaitPrimary() {
        try (UsherClient client = new UsherClient(endpoints())) {
            return Waiting.forValue(
                    "a primary; the brokers' logs are in " + folder, START_LIMIT, () -> primary(client));
        }
    }

    private Optional<String> primary(UsherClient client) {
        requireMajority();
        return ids().stream()
                .map(id -> client.status(id, QUESTION_LIMIT))
                .flatMap(Optional::stream)
                .filter(status -> status.getRole() == BrokerStatus.Role.ROLE_PRIMARY)
                .map(BrokerStatus::getBroker)
                .findFirst();
    }

    /** Fewer will never choose a primary, however long one waits. */
    private void requireMajority() {
        List<String> down =
                ids().stream().filter(id -> process(id).find().isEmpty()).toList();
        if (down.size() > (brokers.size() - 1) / 2) {
            throw new IllegalStateException("no broker can lead while " + String.join(" and ", down)
                    + (down.size() == 1 ? " is" : " are") + " down; their logs say why: " + log(down.get(0)));
        }
    }

    private Path folderOf(String id) {
        return folder.resolve(id);
    }
}
