package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.it.client.Outcome;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.CommandResult;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.CheckedRun.Result;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.RecordingClient;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Assignment.Rule;
import io.usher.proto.v1.GetHostRequest;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Desktops of one's own, shared and prelaunched sessions, labels, zones, and counters that agents read: set up with the
 * command line, on agents in processes of their own, and all of it the same after the primary was killed.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PlacementIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String EAST = "10.1.0.7";

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void keepsDesktopsSessionsLabelsAndCountersOverTheDeathOfThePrimary() throws IOException {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        CheckedRun run = site.record(cluster);
        RecordingClient client = run.client();
        setUp(cluster);
        Path counters = startAgents(cluster);
        Waiting.until("all hosts", LIMIT, () -> Farm.hostsUp(client) == 8);
        BrokerProcess asked = cluster.secondaries().get(0);
        usher(
                cluster,
                asked,
                List.of("host update app-1 --label zone=east", "host update app-2 --label zone=west,gpu=yes"));

        String annas = granted(client, "anna", "desk", Rule.RULE_PLACED).getHost();
        String bens = granted(client, "ben", "desk", Rule.RULE_PLACED).getHost();
        String cleos = granted(client, "cleo", "desk", Rule.RULE_PLACED).getHost();
        assertThat(List.of(annas, bens, cleos)).doesNotHaveDuplicates();
        Assignment writer = granted(client, "dora", "writer", Rule.RULE_PLACED);
        String ahead = prelaunched(client, "emil");
        assertThat(isHeld(client, ahead)).isTrue();
        awaitCounter(client, "lab-a", 900);
        assertThat(hostOf(client, "finn", "licensed")).isEqualTo("hosts/lab-b");

        BrokerProcess killed = cluster.killPrimary();
        killed.start();

        desktopsStayWithTheirOwners(client, List.of(annas, bens, cleos));
        assertThat(granted(client, "dora", "sheets", Rule.RULE_SHARED_SESSION).getSession())
                .isEqualTo(writer.getSession());
        assertThat(isHeld(client, ahead)).as("held for emil").isTrue();
        assertThat(granted(client, "emil", "writer", Rule.RULE_EXISTING_SESSION).getSession())
                .isEqualTo(ahead);
        assertThat(isHeld(client, ahead)).as("emil has it").isFalse();
        labelsAndZonesCount(cluster, client);
        assertThat(hostOf(client, "gina", "licensed")).isEqualTo("hosts/lab-b");
        write(counters.resolve("a"), 100);
        write(counters.resolve("b"), 900);
        awaitCounter(client, "lab-a", 100);
        awaitCounter(client, "lab-b", 900);
        assertThat(hostOf(client, "hugo", "licensed")).isEqualTo("hosts/lab-a");

        Result result = run.finish();
        assertThat(result.violations()).as(site.about(result)).isEmpty();
        assertThat(result.coverage().terms()).isGreaterThan(1);
    }

    private static void setUp(TestCluster cluster) {
        List<String> pools = List.of(
                "pool create desks --dedicated user --one-session-per-user false",
                "pool create apps --one-session-per-user false --session-sharing true",
                "pool create lab --custom-counters licences=200",
                "site update --client-zone 10.1.0.0/16=east");
        List<String> resources = List.of(
                "resource create desk --kind desktop --pool desks",
                "resource create studio --kind desktop --pool desks",
                "resource create writer --kind application --command-line write --pool apps",
                "resource create sheets --kind application --command-line calc --pool apps",
                "resource create render --kind desktop --pool apps --require-label gpu=yes",
                "resource create near --kind desktop --pool apps --prefer-client-zone true",
                "resource create licensed --kind desktop --pool lab");
        BrokerProcess asked = cluster.secondaries().get(0);
        usher(cluster, asked, pools);
        usher(cluster, asked, resources);
    }

    /** Returns the folder of the files that agents read their counters from. */
    private Path startAgents(TestCluster cluster) throws IOException {
        Path folder = site.folder();
        write(folder.resolve("a"), 900);
        write(folder.resolve("b"), 100);
        Map<String, String> three = Map.of("simulate.hosts", "3");
        site.keep(AgentProcess.start(cluster, folder, "desk", "desks", three));
        site.keep(AgentProcess.start(cluster, folder, "app", "apps", three));
        for (String name : List.of("a", "b")) {
            Map<String, String> reading =
                    Map.of("counters.program", "['cat', '" + folder.resolve(name) + "']", "counters.interval", "1s");
            site.keep(AgentProcess.start(cluster, folder, "lab-" + name, "lab", reading));
        }
        return folder;
    }

    /** Each desktop has an owner: for another resource, too, and though they have seats left for others. */
    private static void desktopsStayWithTheirOwners(RecordingClient client, List<String> hosts) {
        assertThat(granted(client, "anna", "studio", Rule.RULE_DEDICATED).getHost())
                .isEqualTo(hosts.get(0));
        assertThat(granted(client, "ben", "studio", Rule.RULE_DEDICATED).getHost())
                .isEqualTo(hosts.get(1));
        assertThat(granted(client, "cleo", "studio", Rule.RULE_DEDICATED).getHost())
                .isEqualTo(hosts.get(2));
        assertThat(refusal(client, "ines", "desk")).isEqualTo("NO_SEAT");
    }

    private static void labelsAndZonesCount(TestCluster cluster, RecordingClient client) {
        for (String user : List.of("jan", "kim", "lea")) {
            assertThat(hostOf(client, user, "render")).isEqualTo("hosts/app-2");
            assertThat(hostOf(client, user + "-near", "near")).isEqualTo("hosts/app-1");
        }
        usher(cluster, cluster.awaitPrimary(), List.of("host drain app-1", "host drain app-2"));
        assertThat(refusal(client, "mia", "render")).isEqualTo("NO_SEAT");
        assertThat(hostOf(client, "noa", "near"))
                .as("a preference keeps nobody out")
                .isEqualTo("hosts/app-3");
    }

    private static void awaitCounter(RecordingClient client, String host, int permille) {
        GetHostRequest request =
                GetHostRequest.newBuilder().setName("hosts/" + host).build();
        Waiting.until(
                host + " at " + permille,
                LIMIT,
                () -> Farm.must(client.call(HostServiceGrpc.getGetHostMethod(), request, LIMIT))
                        .getHost()
                        .getLoad()
                        .getCustomCountersList()
                        .stream()
                        .anyMatch(reading -> reading.getPermille() == permille));
    }

    private static String prelaunched(RecordingClient client, String user) {
        return Farm.must(ask(client, request(user, "writer").setPrelaunch(true)))
                .getAssignment()
                .getSession();
    }

    /** Whether it was begun ahead and waits for its user. */
    private static boolean isHeld(RecordingClient client, String session) {
        GetSessionRequest request =
                GetSessionRequest.newBuilder().setName(session).build();
        return Farm.must(client.call(SessionServiceGrpc.getGetSessionMethod(), request, LIMIT))
                .getSession()
                .getPrelaunched();
    }

    private static String hostOf(RecordingClient client, String user, String resource) {
        return granted(client, user, resource, Rule.RULE_PLACED).getHost();
    }

    private static Assignment granted(RecordingClient client, String user, String resource, Rule rule) {
        Assignment assignment = Farm.must(ask(client, request(user, resource))).getAssignment();
        assertThat(assignment.getRule()).as(user + " who wants " + resource).isEqualTo(rule);
        return assignment;
    }

    private static String refusal(RecordingClient client, String user, String resource) {
        Outcome<AssignSessionResponse> outcome = ask(client, request(user, resource));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<AssignSessionResponse>) outcome).reason();
    }

    private static Outcome<AssignSessionResponse> ask(RecordingClient client, AssignSessionRequest.Builder request) {
        return client.call(SessionServiceGrpc.getAssignSessionMethod(), request.build(), LIMIT);
    }

    private static AssignSessionRequest.Builder request(String user, String resource) {
        return AssignSessionRequest.newBuilder()
                .setUser(user)
                .setResource("resources/" + resource)
                .setClientAddress(EAST)
                .setRequestId(Farm.newRequestId());
    }

    /** As many at a time as there are processors: each is a process of its own. */
    private static void usher(TestCluster cluster, BrokerProcess asked, List<String> commands) {
        commands.parallelStream().forEach(words -> {
            CommandResult result = cluster.run(asked, words.split(" "));
            assertThat(result.status()).as(words + ": " + result.output()).isZero();
        });
    }

    /** Whole at any moment, as an agent may read it at any. */
    private static void write(Path file, int permille) throws IOException {
        Path next = Files.writeString(
                file.resolveSibling(file.getFileName() + ".next"), "{\"licences\": " + permille + "}");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
