package io.usher.it.demo;

import io.usher.it.client.Endpoint;
import io.usher.it.client.UsherClient;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.ConfigurationText;
import io.usher.it.cluster.Installation;
import io.usher.it.cluster.OsProcess;
import io.usher.it.cluster.Ports;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.Farm;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.ListHostsRequest;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.ListSessionsResponse;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The story, step by step. Everything that it starts has ended when it is closed. */
final class Demo implements AutoCloseable {

    static final String DESKTOP = "desktop";
    static final String APPLICATION = "editor";

    private static final String FARM = "office";
    private static final String REAL = "machines";
    private static final String THIS_MACHINE = "this-machine";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PROGRESS = Duration.ofSeconds(1);
    private static final int PAGE = 1000;

    private final Path folder;
    private final Size size;
    private final Consumer<String> say;
    private final TestCluster cluster;
    private final UsherClient client;
    private final List<OsProcess> agents = new ArrayList<>();

    /**
     * How much happens.
     *
     * @param users who ask
     * @param atATime how many of them at the same time
     * @param hosts simulated ones
     * @param settings of the brokers beyond their defaults
     */
    record Size(int users, int atATime, int hosts, Map<String, String> settings) {}

    Demo(Path folder, Size size, Consumer<String> say) {
        this.folder = folder;
        this.size = size;
        this.say = say;
        say.accept("Starting three brokers");
        this.cluster =
                TestCluster.aCluster().withBrokers(3).withAll(size.settings()).startIn(folder);
        this.client = cluster.client();
    }

    DemoReport run() {
        say.accept("  " + cluster.awaitPrimary() + " leads");
        publish();
        startAgents();
        try (People people = new People(client, size.users(), size.atATime())) {
            say.accept("Letting " + size.users() + " users come, " + size.atATime() + " at a time");
            awaitArrived(people, size.users() / 2);
            BrokerProcess primary = cluster.awaitPrimary();
            say.accept("  killing the primary " + primary + " with SIGKILL");
            long kill = System.nanoTime();
            primary.kill();
            awaitArrived(people, size.users());
            say.accept("  " + cluster.awaitPrimary() + " leads now; starting " + primary + " again");
            primary.start();
            return report(people, kill);
        }
    }

    /** By the command line, as an administrator would. */
    private void publish() {
        say.accept("Publishing a desktop and an application");
        usher("pool", "create", FARM, "--description", "simulated session hosts");
        usher("pool", "create", REAL, "--description", "real machines");
        usher("resource", "create", DESKTOP, "--kind", "desktop", "--pool", FARM);
        usher("resource", "create", APPLICATION, "--kind", "application", "--pool", FARM, "--command-line", "editor");
    }

    private void usher(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", addresses()));
        say.accept("  usher " + String.join(" ", arguments));
        Path log = folder.resolve("commands.log");
        int status = OsProcess.start(
                        "usher " + arguments[0],
                        Installation.ofThisBuild().command(List.of("-XX:TieredStopAtLevel=1"), all),
                        log)
                .awaitEnd(LIMIT);
        if (status != 0) {
            throw new IllegalStateException(
                    "usher " + String.join(" ", arguments) + " ended with status " + status + "; see " + log);
        }
    }

    private void startAgents() {
        say.accept("Starting the agent of this machine and one for " + size.hosts() + " simulated hosts");
        int port = new Ports().next(2);
        startAgent(
                "agent-of-this-machine",
                Map.of(
                        "host.id", THIS_MACHINE,
                        "host.pool", REAL,
                        "host.endpoint", "127.0.0.1:" + port,
                        // It reports how busy the machine is; there are no sessions on it to tell of.
                        "source", "command",
                        "commands.list", "['true']",
                        "commands.end", "['true', '{key}']",
                        "commands.disconnect", "['true', '{key}']"));
        startAgent(
                "agent-of-simulated-hosts",
                Map.of(
                        "host.id",
                        "sim",
                        "host.pool",
                        FARM,
                        "host.endpoint",
                        "127.0.0.1:" + (port + 1),
                        "source",
                        "simulate",
                        "simulate.hosts",
                        Integer.toString(size.hosts())));
        Waiting.until("all hosts to register and report", LIMIT, () -> {
            List<Host> hosts = hosts();
            return hosts.size() == size.hosts() + 1
                    && hosts.stream().allMatch(host -> host.getLoad().getMemoryTotalBytes() > 0);
        });
        hosts().stream()
                .filter(host -> host.getName().equals("hosts/" + THIS_MACHINE))
                .forEach(host -> say.accept("  this machine: " + host.getLoad().getCpuPermille() / 10 + " % CPU, "
                        + (host.getLoad().getMemoryUsedBytes() >> 20) + " of "
                        + (host.getLoad().getMemoryTotalBytes() >> 20) + " MiB used"));
    }

    private void startAgent(String name, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("brokers", "['" + addresses().replace(",", "', '") + "']");
        Path file = folder.resolve(name + ".yaml");
        try {
            Files.writeString(file, ConfigurationText.yaml(all));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        agents.add(OsProcess.start(
                name,
                Installation.ofThisBuild()
                        .command(
                                List.of("-XX:+UseSerialGC", "-Xmx256m"), List.of("agent", "--config", file.toString())),
                folder.resolve(name + ".log")));
    }

    private void awaitArrived(People people, int count) {
        long nextProgress = 0;
        while (people.arrived() + people.failures().size() < count && !people.isOver()) {
            LockSupport.parkNanos(1_000_000);
            if (System.nanoTime() - nextProgress > 0) {
                nextProgress = System.nanoTime() + PROGRESS.toNanos();
                say.accept("  " + people.arrived() + " of " + size.users() + " at their desks");
            }
        }
    }

    private DemoReport report(People people, long kill) {
        say.accept("Comparing what was acknowledged with what is there");
        cluster.awaitPrimary();
        cluster.awaitEqualDigests();
        Map<String, String> digests = new TreeMap<>();
        cluster.digests().forEach((broker, digest) -> digests.put(broker, digest.digest()));
        List<String> farm = hosts().stream()
                .filter(host -> host.getPool().equals("pools/" + FARM))
                .map(Host::getName)
                .toList();
        return new DemoReport(size.users(), people.visits(), people.failures(), sessions(), farm, kill, digests);
    }

    private List<Host> hosts() {
        return Farm.must(client.call(
                        HostServiceGrpc.getListHostsMethod(),
                        ListHostsRequest.newBuilder().setPageSize(PAGE).build(),
                        LIMIT))
                .getHostsList();
    }

    private List<Session> sessions() {
        List<Session> all = new ArrayList<>();
        String token = "";
        do {
            ListSessionsResponse page = Farm.must(client.call(
                    SessionServiceGrpc.getListSessionsMethod(),
                    ListSessionsRequest.newBuilder()
                            .setPageSize(PAGE)
                            .setPageToken(token)
                            .build(),
                    LIMIT));
            all.addAll(page.getSessionsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }

    private String addresses() {
        return cluster.endpoints().stream().map(Endpoint::address).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        agents.stream().filter(OsProcess::isAlive).forEach(OsProcess::kill);
        cluster.close();
    }
}
