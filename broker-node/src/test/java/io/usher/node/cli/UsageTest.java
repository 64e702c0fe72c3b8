package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.ReadConsistency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Command lines that are wrong, and help that prevents it. */
class UsageTest {

    @Test
    void suggestsTheCommandThatWasMeant() {
        Run run = Run.of("sesion", "list");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .isEqualTo("error: 'sesion' is no command of 'usher'; did you mean session?; see 'usher --help'\n");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        assertThat(Run.of("pool", "create", "office", "--metod", "round-robin").err())
                .isEqualTo(
                        "error: '--metod' is no option of 'usher pool create'; did you mean --method?; see 'usher pool"
                                + " create --help'\n");
    }

    @Test
    void listsTheWordsThatAnOptionTakes() {
        assertThat(Run.of("pool", "create", "office", "--method", "fastest").err())
                .contains("expected one of resource-based, round-robin, least-sessions, breadth-first, depth-first,"
                        + " weighted,"
                        + " found 'fastest'");
    }

    @Test
    void refusesAnUpdateThatChangesNothing() {
        Run run = Run.of("pool", "update", "office");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("error: nothing to change; ");
    }

    @Test
    void refusesToSpeakInClearBeyondLoopback() {
        Run run = Run.of("pool", "list", "--server", "192.0.2.1:7400");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("192.0.2.1:7400 is beyond loopback").contains("--ca FILE");
    }

    @Test
    void refusesACertificateWithoutItsKey() {
        assertThat(Run.of("pool", "list", "--cert", "cert.pem").err()).contains("--cert and --key belong together");
    }

    @Test
    void saysWhenAWrongValueComesFromTheEnvironment() {
        assertThat(Run.in(Map.of("USHER_TIMEOUT", "soon"), "pool", "list").err())
                .contains("expected a duration with a unit")
                .contains("found 'soon' (from the environment variable USHER_TIMEOUT)");
    }

    @Test
    void takesOptionsFromTheEnvironmentUnlessTheyAreGiven() {
        try (FakeBroker broker = new FakeBroker()) {
            broker.answer("ListPools", ListPoolsResponse.getDefaultInstance());
            Map<String, String> environment =
                    Map.of("USHER_SERVER", broker.address(), "USHER_STALE", "true", "USHER_OUTPUT", "json");

            Run run = Run.in(environment, "pool", "list", "-o", "name");

            assertThat(run.out()).isEmpty();
            assertThat(broker.onlyRequest(ListPoolsRequest.class).getConsistency())
                    .isEqualTo(ReadConsistency.READ_CONSISTENCY_STALE);
        }
    }

    @Test
    void neverTakesAnOptionFromTheVariableOfAnotherCommand() {
        assertThat(Run.in(Map.of("USHER_POOL_CREATE_DESCRIPTION", "x"), "pool", "update", "office")
                        .err())
                .startsWith("error: nothing to change; ");
    }

    @Test
    void givesEveryOptionAVariableOfItsOwnInTheHelp() {
        for (CommandLine command : everyCommand()) {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", " ");
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (EnvironmentOptions.isShared(option)) {
                    assertThat(help)
                            .as(command.getCommandSpec().qualifiedName())
                            .contains("[" + EnvironmentOptions.variable(option) + "]");
                }
            }
        }
    }

    @Test
    void showsAnExampleForEveryCommandThatDoesSomething() {
        assertThat(everyCommand())
                .filteredOn(command -> command.getSubcommands().isEmpty())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command.getUsageMessage())
                        .contains("Examples:", "  " + command.getCommandSpec().qualifiedName()));
    }

    @Test
    void keepsHelpWithinEightyColumns() {
        for (CommandLine command : everyCommand()) {
            assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines())
                    .as(command.getCommandSpec().qualifiedName())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        }
    }

    static List<CommandLine> everyCommand() {
        List<CommandLine> all = new ArrayList<>();
        collect(Main.commandLine(Surroundings.ofProcess()), all);
        return all;
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command.setUsageHelpAutoWidth(false));
        command.getSubcommands().values().forEach(child -> collect(child, all));
    }
}
