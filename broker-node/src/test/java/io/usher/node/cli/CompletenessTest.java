package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.GetClusterStatusResponse;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The command line can do everything that the API can, but speak for a host: that is the agent's. */
class CompletenessTest {
    private static final List<String> COMMANDS = List.of(
            "site get",
            "site update --display-name x",
            "site upgrade --yes",
            "site export-settings",
            "site copy-settings --from 127.0.0.1:1",
            "broker list",
            "broker get b1",
            "broker promote b1",
            "audit list --verify",
            "audit watch",
            "broker add b4",
            "broker remove b4 --yes",
            "broker remove b4 --dry-run",
            "broker replace b2 --with b4 --yes",
            "broker waiting",
            "broker endpoints",
            "audit revert 8 --yes",
            "role grant admin cn:alice",
            "role revoke admin cn:alice --yes",
            "role list",
            "role whoami",
            "broker update b2 --priority 5",
            "broker enable b2",
            "broker disable b2",
            "broker log-level b2 debug --for 1h",
            "cluster status",
            "cluster digest",
            "cluster is-primary",
            "pool create p",
            "pool get p",
            "pool list",
            "pool update p --method round-robin",
            "pool delete p --yes",
            "resource create r --kind desktop --pool p",
            "resource get r",
            "resource list",
            "resource list --for-user u --why",
            "resource update r --state disabled",
            "resource delete r --yes",
            "folder create f",
            "folder get f",
            "folder list",
            "folder update f --no-rules",
            "folder delete f --yes",
            "host list",
            "host get h",
            "host describe h",
            "host update h --weight 5",
            "host drain h",
            "schedule create s --pool p --at 2026-11-24T22:00:00Z --step 0s=drain",
            "schedule get s",
            "schedule list",
            "schedule update s --step -5m=message:hello --step 0s=drain",
            "schedule delete s --yes",
            "binding create h --pool p --user u",
            "binding get h",
            "binding list --device d",
            "binding delete h --yes",
            "queue list --pool p",
            "queue watch q-1-0",
            "queue cancel q-1-0 --yes",
            "pool drain p",
            "pool enable p",
            "pool disable p",
            "host enable h",
            "host disable h",
            "host remove h --yes",
            "session list",
            "session get s",
            "session disconnect s",
            "session end s --yes",
            "session log-off --user u --yes",
            "session message --pool p --text hello",
            "session reset s --yes",
            "host reboot h --yes",
            "action list",
            "scaling list",
            "scaling watch --pool p",
            "assign --user u r",
            "explain s",
            "decision list",
            "what-if --lose h1",
            "replay --from 1",
            "backup save /tmp/usher-completeness-test.backup",
            "watch sessions",
            "watch hosts",
            "watch brokers");

    /** Commands that ask no broker. */
    private static final Set<String> LOCAL = Set.of(
            "server",
            "agent",
            "config sample",
            "config check",
            "config print",
            "completion",
            "backup verify",
            "backup restore",
            "site recover",
            "pki init",
            "pki issue");

    @Test
    void hasAVerbForEveryMethodOfTheApi() {
        Set<String> methods = FakeBroker.SERVICES.stream()
                .flatMap(service -> service.getMethods().stream())
                .map(method -> String.valueOf(method.getBareMethodName()))
                .collect(Collectors.toCollection(TreeSet::new));

        try (FakeBroker broker = new FakeBroker()) {
            for (String method : methods) {
                broker.refuse(method, Code.NOT_FOUND, "POOL_NOT_FOUND", "asked");
            }
            broker.answer(
                    "GetClusterStatus",
                    Message.class,
                    request -> GetClusterStatusResponse.newBuilder()
                            .addBrokers(
                                    BrokerStatus.newBuilder().setBroker("b1").setApiAddress(broker.address()))
                            .build());
            for (String command : COMMANDS) {
                Run run = Run.against(broker, command.split(" "));
                assertThat(run.code()).as(command + ": " + run.err()).isNotEqualTo(ExitCode.USAGE);
            }

            assertThat(broker.asked().stream().map(FakeBroker.Asked::method).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrderElementsOf(methods);
        }
    }

    @Test
    void knowsEveryServiceOfTheApi() throws IOException, URISyntaxException {
        Set<String> services = FakeBroker.SERVICES.stream()
                .map(service -> service.getName().replace("usher.v1.", ""))
                .collect(Collectors.toSet());
        services.add(AgentServiceGrpc.SERVICE_NAME.replace("usher.v1.", ""));

        assertThat(services).isEqualTo(servicesOfThePackage());
    }

    /** From the generated class files themselves, so that a new service cannot be forgotten here. */
    private static Set<String> servicesOfThePackage() throws IOException, URISyntaxException {
        Path place = Path.of(AgentServiceGrpc.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(place)) {
            return services(place);
        }
        try (FileSystem archive = FileSystems.newFileSystem(place)) {
            return services(archive.getPath("/"));
        }
    }

    private static Set<String> services(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("io/usher/proto/v1"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("[A-Za-z]+ServiceGrpc\\.class"))
                    .map(file -> file.replace("Grpc.class", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void runsEveryCommandOfTheCommandLineHere() {
        Set<String> leaves = UsageTest.everyCommand().stream()
                .filter(command -> command.getSubcommands().isEmpty())
                .map(command -> command.getCommandSpec().qualifiedName().replaceFirst("^usher ", ""))
                .filter(leaf -> !LOCAL.contains(leaf))
                .collect(Collectors.toSet());

        assertThat(leaves)
                .isNotEmpty()
                .allSatisfy(leaf -> assertThat(COMMANDS).anyMatch(command -> (command + " ").startsWith(leaf + " ")));
    }
}
