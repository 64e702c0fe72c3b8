package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.it.cluster.Installation;
import io.usher.it.cluster.OsProcess;
import io.usher.it.cluster.Ports;
import io.usher.it.cluster.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a new administrator: an authority of one's own, three brokers with TLS, an agent, and people. */
class SecuredSiteIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int NOT_PERMITTED = 7;
    private static final Pattern EXPORT = Pattern.compile("(USHER_[A-Z]+)=(\\S+)");

    @TempDir
    private Path folder;

    private final Ports ports = new Ports();
    private final List<OsProcess> processes = new ArrayList<>();
    private final List<Integer> apis = new ArrayList<>();

    /** What a run of the command line came to. */
    private record Said(int exit, String text) {}

    @AfterEach
    void end() {
        processes.stream().filter(OsProcess::isAlive).forEach(OsProcess::kill);
    }

    @Test
    void threeBrokersAnAgentAndPeopleAreSetUpInAFewCommands() throws Exception {
        expectDone(Map.of(), "pki init --dir pki");
        List<String> brokerTls = List.of(
                issue("broker b1 --address 127.0.0.1"),
                issue("broker b2 --address 127.0.0.1"),
                issue("broker b3 --address 127.0.0.1"));
        String agentTls = issue("agent h1");
        Map<String, String> alice = person("alice", "");
        Map<String, String> bob = person("bob", " --group staff");
        startBrokers(brokerTls);

        // Nobody but who the configuration names is let in, until roles are granted.
        Waiting.until(
                "a primary",
                PATIENCE,
                () -> usher(alice, "role grant agent ou:agents").exit() == 0);
        expectDone(alice, "role grant client ou:staff");
        expectDone(alice, "pool create office");
        expectDone(alice, "resource create desk --kind desktop --pool office");
        startAgent(agentTls);
        Waiting.until(
                "the host is up",
                PATIENCE,
                () -> usher(alice, "host list").text().contains("UP"));

        assertThat(usher(bob, "assign --user bob desk").exit()).isZero();
        Said denied = usher(bob, "assign --user alice desk");
        assertThat(denied.exit()).isEqualTo(NOT_PERMITTED);
        assertThat(denied.text()).contains("a client asks for its own user alone, bob");
        assertThat(usher(bob, "pool list").exit()).isEqualTo(NOT_PERMITTED);
        assertThat(usher(bob, "role whoami").text()).contains("cn:bob").contains("client");

        // A stranger does not get a word, and who is no broker does not speak with brokers.
        assertThat(usher(Map.of(), "pool list --ca " + folder.resolve("pki/ca.crt"))
                        .exit())
                .isNotZero();
        Map<String, String> atPeerPort = new TreeMap<>(alice);
        atPeerPort.put("USHER_SERVER", "127.0.0.1:" + (apis.get(0) + 2));
        Said atPeers = usher(atPeerPort, "cluster digest --timeout 2s");
        assertThat(atPeers.exit()).as(atPeers.text()).isNotZero();
    }

    private void startBrokers(List<String> tls) throws IOException {
        for (int i = 0; i < tls.size(); i++) {
            apis.add(ports.next(3));
        }
        String peers = apis.stream()
                .map(api -> "{id: b" + (apis.indexOf(api) + 1) + ", api: '127.0.0.1:" + api + "'}")
                .collect(Collectors.joining(", ", "peers: [", "]\n"));
        for (int i = 0; i < tls.size(); i++) {
            String id = "b" + (i + 1);
            Path configuration = folder.resolve(id + ".yaml");
            Files.writeString(
                    configuration,
                    "site: {id: secured}\nbroker: {id: " + id + "}\nstorage: {directory: " + folder.resolve(id)
                            + ", minimum-free: 64MiB}\nsecurity: {administrators: ['cn:alice']}\n" + peers
                            + tls.get(i));
            start(id, "server --storage-first-start --config " + configuration);
        }
    }

    private void startAgent(String tls) throws IOException {
        Path configuration = folder.resolve("agent.yaml");
        Files.writeString(
                configuration,
                "host: {id: h1, pool: office, endpoint: '127.0.0.1:3389'}\nsource: simulate\nbrokers: ['127.0.0.1:"
                        + apis.get(0) + "']\n" + tls);
        start("agent", "agent --config " + configuration);
    }

    private void start(String name, String arguments) {
        processes.add(OsProcess.start(
                name,
                Installation.ofThisBuild().command(List.of("-Xmx128m"), List.of(arguments.split(" "))),
                folder.resolve(name + ".log")));
    }

    private String issue(String what) {
        return expectDone(Map.of(), "pki issue --dir pki " + what);
    }

    /** What somebody's environment is to be, as the authority prints it. */
    private Map<String, String> person(String name, String more) {
        Map<String, String> environment = new TreeMap<>();
        Matcher matcher = EXPORT.matcher(issue("user " + name + more));
        while (matcher.find()) {
            environment.put(matcher.group(1), matcher.group(2));
        }
        assertThat(environment).hasSize(3);
        return environment;
    }

    private String expectDone(Map<String, String> environment, String arguments) {
        Said said = usher(environment, arguments);
        assertThat(said.exit()).as(arguments + ": " + said.text()).isZero();
        return said.text();
    }

    private Said usher(Map<String, String> environment, String arguments) {
        List<String> command = new ArrayList<>();
        command.add(Installation.ofThisBuild().home().resolve("bin/usher").toString());
        command.addAll(List.of(arguments.split(" ")));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("usher.build.jdk"));
        if (!apis.isEmpty()) {
            builder.environment()
                    .put(
                            "USHER_SERVER",
                            apis.stream().map(api -> "127.0.0.1:" + api).collect(Collectors.joining(",")));
        }
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
