package io.usher.it.cluster;

import io.usher.it.client.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A broker as a process of its own, over all its starts. Its folder holds the configuration, the log of what it printed
 * and what it stores. Not thread-safe.
 */
public final class BrokerProcess {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration RESTORE_LIMIT = Duration.ofSeconds(60);

    private final BrokerAddress address;
    private final Path folder;
    private final Launch usual;
    private Launch launch;
    private Optional<OsProcess> process = Optional.empty();
    private boolean paused;
    private boolean founded;
    private int starts;

    /**
     * How a broker is started.
     *
     * @param jvmOptions of the broker's JVM
     * @param settings of its configuration beyond what the cluster sets
     * @param peers all brokers of the site
     */
    record Launch(
            Installation installation,
            List<String> jvmOptions,
            Map<String, String> settings,
            List<BrokerAddress> peers) {

        Launch {
            jvmOptions = List.copyOf(jvmOptions);
            settings = Map.copyOf(settings);
            peers = List.copyOf(peers);
        }
    }

    BrokerProcess(BrokerAddress address, Path folder, Launch launch) {
        this.address = address;
        this.folder = folder;
        this.usual = launch;
        this.launch = launch;
    }

    /** Has it run another build from its next start on, with more options of the JVM than it began with. */
    public void switchTo(Installation other, String... moreJvmOptions) {
        List<String> options = new ArrayList<>(usual.jvmOptions());
        options.addAll(List.of(moreJvmOptions));
        launch = new Launch(other, options, usual.settings(), usual.peers());
    }

    /** A broker of the same installation that is going to ask this one to join. */
    BrokerProcess newcomer(String id, int port) {
        Map<String, String> settings = new TreeMap<>(launch.settings());
        settings.put("api.listen", "127.0.0.1:" + port);
        settings.put("join", address.advertised());
        Launch other = new Launch(launch.installation(), launch.jvmOptions(), settings, List.of());
        return new BrokerProcess(
                new BrokerAddress(id, "127.0.0.1", "127.0.0.1", port), folder.resolveSibling(id), other);
    }

    /** Its id. */
    public String id() {
        return address.id();
    }

    /** Where this process reaches its API. */
    public Endpoint endpoint() {
        return address.endpoint();
    }

    BrokerAddress address() {
        return address;
    }

    /** Its own folder. */
    public Path folder() {
        return folder;
    }

    /** Where its log and snapshots lie. */
    public Path storage() {
        return folder.resolve("data");
    }

    /** What it has printed in all its lives. */
    public Path log() {
        return folder.resolve("broker.log");
    }

    /** Process id of its present life; empty when it is down. */
    public Optional<Long> pid() {
        return process.filter(OsProcess::isAlive).map(OsProcess::pid);
    }

    /** Whether it is up and not paused. */
    public boolean isRunning() {
        return process.filter(OsProcess::isAlive).isPresent() && !paused;
    }

    /** How often it has been started. */
    public int starts() {
        return starts;
    }

    /** Starts it, with what it stored in its life before. Returns at once. */
    public void start() {
        if (process.filter(OsProcess::isAlive).isPresent()) {
            throw new IllegalStateException(id() + " is running: stop it first");
        }
        Path configuration = configure();
        List<String> arguments = new ArrayList<>(List.of("server", "--config", configuration.toString()));
        if (!founded && !launch.peers().isEmpty()) {
            arguments.add("--storage-first-start");
        }
        List<String> command = launch.installation().command(launch.jvmOptions(), arguments);
        process = Optional.of(OsProcess.start(id(), command, log()));
        founded = true;
        paused = false;
        starts++;
    }

    private Path configure() {
        Path configuration = folder.resolve("broker.yaml");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    configuration,
                    new BrokerConfiguration(address, launch.peers(), storage().toString())
                            .with(launch.settings())
                            .yaml());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the configuration of " + id(), e);
        }
        return configuration;
    }

    /** Has it begin with a backup. It must never have been started. */
    public void restore(Path backup) {
        List<String> arguments = List.of(
                "backup", "restore", backup.toString(), "--config", configure().toString());
        int exit = OsProcess.start(id(), launch.installation().command(launch.jvmOptions(), arguments), log())
                .awaitEnd(RESTORE_LIMIT);
        if (exit != 0) {
            throw new IllegalStateException(id() + " could not be restored, exit status " + exit + "; see " + log());
        }
        founded = true;
    }

    /** Ends it at once: SIGKILL. */
    public void kill() {
        running().kill();
    }

    /** Stops it in the middle of whatever it does: SIGSTOP. */
    public void pause() {
        running().pause();
        paused = true;
    }

    /** Lets it go on after {@link #pause()}. */
    public void resume() {
        running().resume();
        paused = false;
    }

    /** Asks it to end and waits until it has. */
    public int stop() {
        return running().stop(STOP_LIMIT);
    }

    /** Ends it in whatever way is left. Does nothing when it is down. */
    public void end() {
        process.filter(OsProcess::isAlive).ifPresent(OsProcess::kill);
    }

    /**
     * Waits until it has ended by itself, and returns its exit status.
     *
     * @throws IllegalStateException when it has not ended in time
     */
    public int awaitEnd(Duration limit) {
        return process.orElseThrow().awaitEnd(limit);
    }

    private OsProcess running() {
        return process.filter(OsProcess::isAlive)
                .orElseThrow(() -> new IllegalStateException(id() + " is not running; its log is " + log()));
    }

    @Override
    public String toString() {
        return id();
    }
}
