package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.it.client.Caller;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.Installation;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.HostFleet;
import io.usher.it.traffic.RecordingClient;
import io.usher.it.traffic.SteadyCalls;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.BrokerStatus.Role;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.SessionServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A site is lost with all its brokers, and goes on from a backup; or with most of them, and goes on from the last. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class BackupIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int USERS = 20;

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void bringsUsersBackToTheirSessionsInASiteThatIsRestoredFromABackupOfABusyOne() {
        Path backup = site.folder().resolve("monday.backup");
        TestCluster old = site.start(TestCluster.aCluster().withBrokers(3));
        List<Assignment> before = setUpAndAssign(old);
        SteadyCalls people = site.keep(new SteadyCalls(old.client(), old.endpoints()));

        Printed saved = usher(
                "backup", "save", backup.toString(), server(old.secondaries().get(0)));

        people.close();
        assertThat(saved.exit()).as(saved.text()).isZero();
        assertThat(people.failures()).isEmpty();
        assertThat(usher("backup", "verify", backup.toString()).text()).isEqualTo(saved.text());
        old.brokers().forEach(BrokerProcess::kill);

        TestCluster anew = site.startBeside(
                "restored", TestCluster.aCluster().withBrokers(3).restoredFrom(backup));
        List<Assignment> after = assignAll(anew.client());

        assertThat(after)
                .extracting(Assignment::getSession)
                .isEqualTo(before.stream().map(Assignment::getSession).toList());
        assertThat(after)
                .extracting(Assignment::getEndpoint)
                .isEqualTo(before.stream().map(Assignment::getEndpoint).toList());
        anew.killPrimary().start();
        anew.awaitEqualDigests();
        grow(anew);
    }

    @Test
    void goesOnAloneFromTheLastBrokerAndKeepsTheOthersOut() throws IOException {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        List<Assignment> before = setUpAndAssign(cluster);
        cluster.awaitEqualDigests();
        List<BrokerProcess> dead =
                List.of(cluster.awaitPrimary(), cluster.secondaries().get(0));
        BrokerProcess left = cluster.secondaries().get(1);
        String configuration = "--config=" + left.folder().resolve("broker.yaml");
        Printed running = usher("site", "recover", configuration, "--i-accept-data-loss");
        assertThat(running.exit()).isEqualTo(1);
        assertThat(running.text()).contains("is in use by another broker process; stop it first");
        left.kill();
        Printed early = usher("site", "recover", configuration, "--i-accept-data-loss");
        assertThat(early.text()).contains(": it is not gone. With a majority left start this broker as ever");
        dead.forEach(cluster::forget);

        Printed look = usher("site", "recover", configuration, "--dry-run");
        assertThat(look.text()).contains("members      b1 ", USERS + " live sessions", "nothing was changed");
        Printed careless = usher("site", "recover", configuration);
        assertThat(careless.exit()).isEqualTo(4);
        assertThat(careless.text()).contains("is lost that brokers of site it acknowledged", "--i-accept-data-loss");
        Printed done = usher("site", "recover", configuration, "--i-accept-data-loss");
        assertThat(done.exit()).as(done.text()).isZero();
        left.start();
        cluster.awaitPrimary();

        assertThat(assignAll(cluster.client()))
                .extracting(Assignment::getSession)
                .isEqualTo(before.stream().map(Assignment::getSession).toList());
        assertThat(cluster.run(left, "audit", "list", "-o", "wide").output()).contains("RecoverSite");
        // Both disks turn up again: the two would be a majority of what was given up.
        dead.forEach(BrokerProcess::start);
        for (BrokerProcess old : dead) {
            assertThat(old.awaitEnd(LIMIT)).isNotZero();
            assertThat(Files.readString(old.log())).contains("has begun anew at revision", "must not mix with it");
        }
        List<BrokerProcess> next = List.of(cluster.startNewcomer("b4", left), cluster.startNewcomer("b5", left));
        for (BrokerProcess newcomer : next) {
            assertThat(cluster.statusOf(newcomer).getRole()).isEqualTo(Role.ROLE_STANDBY);
            cluster.membership().add(left, newcomer);
        }
        cluster.awaitEqualDigests();
    }

    /** Everybody's assignment on three hosts. */
    private List<Assignment> setUpAndAssign(TestCluster cluster) {
        CheckedRun run = site.record(cluster);
        RecordingClient administrator = run.client();
        // No agent speaks to the site that follows: its hosts have to count as up until everybody is back.
        Farm.setLeases(administrator, Duration.ofSeconds(60), Duration.ofSeconds(120));
        Farm.setUp(administrator, Pool.newBuilder());
        HostFleet fleet = run.hosts(new HostFleet.Shape(3, Farm.POOL, 0));
        Waiting.until(
                "the hosts",
                LIMIT,
                () -> Farm.hostsUp(administrator) == fleet.hosts().size());
        return assignAll(administrator);
    }

    /** A newcomer learns from the brokers which restored site it comes to: no other Raft group would let it in. */
    private static void grow(TestCluster restored) {
        BrokerProcess asked = restored.broker("b1");
        BrokerProcess newcomer = restored.startNewcomer("b4", asked);
        assertThat(restored.statusOf(newcomer).getRole()).isEqualTo(Role.ROLE_STANDBY);
        restored.membership().add(asked, newcomer);
        restored.awaitEqualDigests();
    }

    private static List<Assignment> assignAll(Caller client) {
        return IntStream.range(0, USERS)
                .mapToObj(user -> assign(client, "user-" + user))
                .toList();
    }

    private static Assignment assign(Caller client, String user) {
        AssignSessionRequest request = AssignSessionRequest.newBuilder()
                .setUser(user)
                .setResource("resources/" + Farm.DESKTOP)
                .setClientAddress("127.0.0.1")
                .setRequestId(Farm.newRequestId())
                .build();
        return Farm.must(client.call(SessionServiceGrpc.getAssignSessionMethod(), request, LIMIT))
                .getAssignment();
    }

    private record Printed(int exit, String text) {}

    private static String server(BrokerProcess broker) {
        return "--server=" + broker.endpoint().address();
    }

    /** Runs the command line, and returns all that it printed. */
    private static Printed usher(String... arguments) {
        List<String> command =
                Installation.ofThisBuild().command(List.of("-XX:TieredStopAtLevel=1"), Arrays.asList(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Printed(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
