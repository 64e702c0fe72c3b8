package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.node.config.AgentConfig;
import io.usher.node.config.AgentConfiguration;
import io.usher.node.config.Configuration;
import io.usher.node.config.ServerConfig;
import io.usher.node.config.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How brokers and agents are started, and their configurations looked at. */
class RunCommandTest {
    private final List<ServerConfig> servers = new ArrayList<>();
    private final List<AgentConfig> agents = new ArrayList<>();

    private Run run(Map<String, String> environment, String... arguments) {
        Starters starters = new Starters(servers::addAll, this::start, Backups.ofThisBuild());
        return Run.in(new Surroundings(environment, Clock.systemUTC(), new Run.NoTerminal(), starters), arguments);
    }

    private void start(AgentConfig config) throws IOException {
        if (config.host().id().equals("broken")) {
            throw new IOException("port 3389 is taken");
        }
        agents.add(config);
    }

    @Test
    void saysWhyAnAgentCannotStart() {
        Run run = run(Map.of(), "agent", "--host-id=broken", "--host-pool=office", "--host-endpoint=10.0.0.1:3389");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).isEqualTo("error: cannot start the agent; port 3389 is taken; mend that and try again\n");
    }

    @Test
    void startsABrokerWithFlagsOverTheEnvironmentOverTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("usher.yaml"), "site: {id: file}\nbroker: {id: file}\nstorage: {directory: /file}\n");

        Run run = run(
                Map.of("USHER_BROKER_ID", "environment", "USHER_STORAGE_DIRECTORY", "/environment"),
                "server",
                "--config",
                file.toString(),
                "--storage-directory=/flag",
                "--storage-first-start");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(servers).singleElement().satisfies(config -> {
            assertThat(config.siteId()).isEqualTo("file");
            assertThat(config.brokerId()).isEqualTo("environment");
            assertThat(config.storage().directory()).isEqualTo(Path.of("/flag"));
            assertThat(config.storage().firstStart()).isTrue();
        });
    }

    @Test
    void startsTheBrokersOfSeveralSitesInOneProcess(@TempDir Path directory) throws IOException {
        String office = site(directory, "office", 7_410);
        String branch = site(directory, "branch", 7_420);

        Run run = run(Map.of(), "server", "--config", office, "--config", branch, "--storage-first-start");
        Run named = run(Map.of("USHER_CONFIG", office + "," + branch), "config", "check");
        Run printed = run(Map.of(), "config", "print", "--config", office, "--config", branch);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(servers).extracting(ServerConfig::siteId).containsExactly("office", "branch");
        assertThat(servers).allMatch(config -> config.storage().firstStart());
        assertThat(named.code()).as(named.err()).isEqualTo(ExitCode.DONE);
        assertThat(printed.out()).contains("# " + office + "\n", "---\n# " + branch + "\n", "  id: branch ");
    }

    @Test
    void startsNoneOfSeveralSitesWhenTwoAreOne(@TempDir Path directory) throws IOException {
        String office = site(directory, "office", 7_410);

        Run run = run(Map.of(), "server", "--config", office, "--config", office);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("site.id: expected another value than in " + office + ":1");
        assertThat(servers).isEmpty();
    }

    @Test
    void anAgentHasOneConfigurationAlone() {
        Run run = run(Map.of(), "agent", "--config=a.yaml,b.yaml");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("an agent has one file, found 2");
    }

    private static String site(Path directory, String id, int raft) throws IOException {
        return Files.writeString(
                        directory.resolve(id + ".yaml"),
                        "site: {id: " + id + "}\nbroker: {id: b1}\nstorage: {directory: /data/" + id + "}\n"
                                + "peers: [{id: b1, api: '127.0.0.1:7400', raft: '127.0.0.1:" + raft
                                + "', peer: '127.0.0.1:" + (raft + 1) + "'}]\n")
                .toString();
    }

    @Test
    void startsNothingWithAWrongConfiguration() {
        Run run = run(Map.of("USHER_BROKER_ID", "Not Good"), "server", "--log-level", "loud");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines())
                .first()
                .asString()
                .isEqualTo("error: the configuration has 3 mistakes; nothing was started; mend what is listed here,"
                        + " 'usher config sample' explains every option");
        assertThat(run.err())
                .contains("  USHER_BROKER_ID: broker.id: expected ", "  --log-level: log.level: expected ");
        assertThat(servers).isEmpty();
    }

    @Test
    void startsAnAgent() {
        Run run = run(
                Map.of("USHER_BROKERS", "127.0.0.1:1,127.0.0.1:2"),
                "agent",
                "--host-id",
                "h1",
                "--host-pool",
                "office",
                "--host-endpoint",
                "10.0.0.1:3389");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(agents)
                .singleElement()
                .satisfies(config -> assertThat(config.brokers()).hasSize(2));
    }

    @Test
    void printsTheConfigurationInEffectAndStartsNothing() {
        Run run = run(Map.of(), "server", "--broker-id", "b1", "--storage-directory", "/data", "--print-config");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("  id: b1 ", "# --broker-id\n");
        assertThat(servers).isEmpty();
    }

    @Test
    void checksASampleThatItPrintedItself(@TempDir Path directory) throws IOException {
        for (String kind : List.of("server", "agent")) {
            Path file = Files.writeString(
                    directory.resolve(kind),
                    run(Map.of(), "config", "sample", kind).out());

            Run run = run(Map.of(), "config", "check", kind, "--config", file.toString());

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
            assertThat(run(Map.of("USHER_CONFIG", file.toString()), "config", "print", kind)
                            .code())
                    .isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void tellsEveryMistakeOfAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("usher.yaml"), "broker: {id: b1}\nlog: {level: loud}\n");

        Run run = run(Map.of(), "config", "check", "--config", file.toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains(file + ":2: log.level: expected one of off, ")
                .contains("storage.directory: is missing");
    }

    @Test
    void showsEveryOptionWithItsVariableInTheHelp() {
        for (Configuration<?> configuration : List.of(new ServerConfiguration(), new AgentConfiguration())) {
            String help = run(Map.of(), configuration.command(), "--help").out().replaceAll("\\s+", " ");

            assertThat(configuration.options())
                    .allSatisfy(
                            option -> assertThat(help).contains(option.flag() + "=", "[" + option.variable() + "]"));
        }
    }

    @Test
    void printsACompletionScriptThatKnowsEveryCommand() {
        for (String shell : List.of("bash", "zsh")) {
            Run run = run(Map.of(), "completion", shell);

            assertThat(run.code()).isEqualTo(ExitCode.DONE);
            assertThat(run.out())
                    .startsWith(shell.equals("zsh") ? "#compdef usher\n#!/" : "#!/")
                    .contains("_picocli_usher_pool_create", "round-robin");
        }
    }
}
