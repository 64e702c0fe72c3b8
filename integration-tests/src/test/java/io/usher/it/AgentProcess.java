package io.usher.it;

import io.usher.it.cluster.ConfigurationText;
import io.usher.it.cluster.Installation;
import io.usher.it.cluster.OsProcess;
import io.usher.it.cluster.Ports;
import io.usher.it.cluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An {@code usher agent} in a process of its own, whose sessions exist only in it. */
final class AgentProcess implements AutoCloseable {

    private final OsProcess process;

    private AgentProcess(OsProcess process) {
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param folder for its configuration and log, of the site
     * @param settings beyond what it needs; with {@code simulate.hosts} above one, hosts have a number behind the id
     */
    static AgentProcess start(
            TestCluster cluster, Path folder, String host, String pool, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("host.id", host);
        all.put("host.pool", pool);
        all.put("host.endpoint", "127.0.0.1:" + new Ports().next(1));
        all.put("source", "simulate");
        all.put(
                "brokers",
                cluster.endpoints().stream()
                        .map(broker -> "'" + broker.address() + "'")
                        .collect(Collectors.joining(", ", "[", "]")));
        Path configuration = folder.resolve(host + ".yaml");
        try {
            Files.writeString(configuration, ConfigurationText.yaml(all));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + configuration, e);
        }
        List<String> command = Installation.ofThisBuild()
                .command(
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"),
                        List.of("agent", "--config", configuration.toString()));
        return new AgentProcess(OsProcess.start(host, command, folder.resolve(host + ".log")));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.kill();
        }
    }
}
