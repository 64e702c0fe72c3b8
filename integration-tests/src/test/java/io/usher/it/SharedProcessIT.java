package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.it.client.Endpoint;
import io.usher.it.client.Outcome;
import io.usher.it.client.UsherClient;
import io.usher.it.cluster.CommandResult;
import io.usher.it.cluster.Installation;
import io.usher.it.cluster.OsProcess;
import io.usher.it.cluster.Ports;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.Farm;
import io.usher.node.wire.SiteHeader;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.GetSiteRequest;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.ListHostsRequest;
import io.usher.proto.v1.ListResourcesRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.SiteServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three processes, each of which is a broker of two sites behind one address. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class SharedProcessIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String OFFICE = "head-office";
    private static final String BRANCH = "branch";
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m");

    @RegisterExtension
    final SiteExtension extension = new SiteExtension();

    private final Ports ports = new Ports();
    private final List<Machine> machines = new ArrayList<>();
    private final List<OsProcess> processes = new ArrayList<>();

    /** The ports of one process: for clients, then two for each site. */
    private record Machine(String id, int port) {

        Endpoint endpoint() {
            return new Endpoint(id, "127.0.0.1", port);
        }

        private String peer(int site) {
            int raft = port + 1 + 2 * site;
            return "  - {id: " + id + ", api: '127.0.0.1:" + port + "', raft: '127.0.0.1:" + raft
                    + "', peer: '127.0.0.1:" + (raft + 1) + "'}\n";
        }
    }

    @Test
    void servesTwoSitesThatKnowNothingOfEachOtherAndLosesOneProcess() throws IOException {
        startThreeProcesses();
        UsherClient office = client(OFFICE);
        UsherClient branch = client(BRANCH);
        awaitFounded(office);
        awaitFounded(branch);
        Farm.setUp(office, Pool.newBuilder());
        Farm.setUp(branch, Pool.newBuilder().setDescription("of the branch"));
        startAgentOf(BRANCH);

        Waiting.until("the host of the branch", LIMIT, () -> Farm.hostsUp(branch) == 1);

        assertThat(Farm.must(office.call(
                                HostServiceGrpc.getListHostsMethod(), ListHostsRequest.getDefaultInstance(), LIMIT))
                        .getHostsList())
                .as("hosts of the other site")
                .isEmpty();
        assertThat(assign(branch)).isInstanceOf(Outcome.Answered.class);
        assertThat(assign(office)).asString().contains("NO_SEAT");
        refusesWhoMeansAnotherSiteOrNone();

        processes.get(0).kill();

        assertThat(assign(branch)).isInstanceOf(Outcome.Answered.class);
        publish(office, "after");
        assertThat(resources(office)).contains("resources/after");
        assertThat(resources(branch)).doesNotContain("resources/after");
        assertThat(processes.get(1).stop(Duration.ofSeconds(20)))
                .as("exit status")
                .isIn(0, 143);
    }

    private void refusesWhoMeansAnotherSiteOrNone() {
        Endpoint last = machines.get(2).endpoint();
        CommandResult none = CommandResult.of(last, List.of("pool", "list"));
        CommandResult another = CommandResult.of(last, List.of("pool", "list", "--site", "elsewhere"));
        CommandResult right = CommandResult.of(last, List.of("pool", "get", Farm.POOL, "--site", BRANCH));

        assertThat(none.status()).as(none.output()).isEqualTo(1);
        assertThat(none.output()).contains("several sites are served here", "branch, head-office", "--site");
        assertThat(another.status()).as(another.output()).isEqualTo(3);
        assertThat(another.output()).contains("site elsewhere is not served here", "branch, head-office");
        assertThat(right.status()).as(right.output()).isZero();
        assertThat(right.output()).contains("of the branch");
    }

    private void startThreeProcesses() throws IOException {
        for (int i = 1; i <= 3; i++) {
            machines.add(new Machine("b" + i, ports.next(5)));
        }
        for (Machine machine : machines) {
            Path folder = Files.createDirectories(extension.folder().resolve(machine.id()));
            List<String> arguments = List.of(
                    "server",
                    "--config=" + configuration(folder, machine, OFFICE, 0),
                    "--config=" + configuration(folder, machine, BRANCH, 1),
                    "--storage-first-start");
            start(machine.id(), folder, JVM, arguments);
        }
    }

    private Path configuration(Path folder, Machine machine, String site, int number) throws IOException {
        String peers = machines.stream().map(other -> other.peer(number)).collect(Collectors.joining());
        return Files.writeString(
                folder.resolve(site + ".yaml"),
                "site: {id: " + site + "}\nbroker: {id: " + machine.id() + "}\nstorage: {directory: '"
                        + folder.resolve(site) + "', minimum-free: 64MiB}\n"
                        + "election: {least-timeout: 1s, most-timeout: 2s}\npeers:\n" + peers);
    }

    private void startAgentOf(String site) {
        String brokers =
                machines.stream().map(machine -> "127.0.0.1:" + machine.port()).collect(Collectors.joining(","));
        start(
                "agent",
                extension.folder(),
                JVM,
                List.of(
                        "agent",
                        "--site=" + site,
                        "--brokers=" + brokers,
                        "--host-id=h1",
                        "--host-pool=" + Farm.POOL,
                        "--host-endpoint=127.0.0.1:" + ports.next(1),
                        "--source=simulate"));
    }

    private void start(String name, Path folder, List<String> jvm, List<String> arguments) {
        OsProcess process = OsProcess.start(
                name, Installation.ofThisBuild().command(jvm, arguments), folder.resolve(name + ".log"));
        processes.add(process);
        extension.keep(process::kill);
    }

    private UsherClient client(String site) {
        return extension.keep(
                new UsherClient(machines.stream().map(Machine::endpoint).toList(), List.of(SiteHeader.naming(site))));
    }

    private static void awaitFounded(UsherClient client) {
        Waiting.until(
                "a site that is founded",
                LIMIT,
                () -> client.call(SiteServiceGrpc.getGetSiteMethod(), GetSiteRequest.getDefaultInstance(), LIMIT)
                        instanceof Outcome.Answered);
    }

    private static Outcome<?> assign(UsherClient client) {
        return client.call(
                SessionServiceGrpc.getAssignSessionMethod(),
                AssignSessionRequest.newBuilder()
                        .setUser("alice")
                        .setResource("resources/" + Farm.DESKTOP)
                        .setRequestId(Farm.newRequestId())
                        .build(),
                LIMIT);
    }

    private static void publish(UsherClient client, String id) {
        Farm.must(client.call(
                ResourceServiceGrpc.getCreateResourceMethod(),
                CreateResourceRequest.newBuilder()
                        .setResourceId(id)
                        .setResource(Resource.newBuilder()
                                .setKind(Resource.Kind.KIND_DESKTOP)
                                .addPools("pools/" + Farm.POOL))
                        .setRequestId(Farm.newRequestId())
                        .build(),
                LIMIT));
    }

    private static List<String> resources(UsherClient client) {
        return Farm.must(client.call(
                        ResourceServiceGrpc.getListResourcesMethod(), ListResourcesRequest.getDefaultInstance(), LIMIT))
                .getResourcesList()
                .stream()
                .map(Resource::getName)
                .toList();
    }
}
