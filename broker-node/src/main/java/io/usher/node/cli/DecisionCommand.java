package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.DecisionView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.DecisionServiceGrpc;
import io.usher.proto.v1.ListDecisionsRequest;
import io.usher.proto.v1.ListDecisionsResponse;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verbs for decisions. */
@Command(
        name = "decision",
        mixinStandardHelpOptions = true,
        description = "Decisions: why assignments went where they went. The latest 4096 are kept.",
        subcommands = DecisionCommand.ListAll.class)
final class DecisionCommand extends CommandGroup {

    /** Shows decisions. */
    @Command(
            name = "list",
            description = "Show the latest decisions; 'usher explain' tells one in full.",
            footer = {
                "  usher decision list",
                "  usher decision list --user alice --resource writer",
                "  usher decision list --notices"
            })
    static final class ListAll extends ReadCommand {
        @Option(
                names = "--notices",
                description = "Only those that administrators are to know of: a limit on users was reached.")
        private boolean notices;

        @Option(names = "--user", paramLabel = "USER", description = "Only those about this user.")
        private Optional<String> user = Optional.empty();

        @Option(
                names = "--resource",
                paramLabel = "RESOURCE",
                converter = NameConverter.Resource.class,
                description = "Only those about this resource.")
        private Optional<String> resource = Optional.empty();

        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListDecisionsResponse response = pages.read(
                    broker,
                    DecisionServiceGrpc.getListDecisionsMethod(),
                    ListDecisionsRequest.newBuilder()
                            .setOnlyNotices(notices)
                            .setUser(user.orElse(""))
                            .setResource(resource.orElse(""))
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getDecisionsList(), DecisionView.view());
            return ExitCode.DONE;
        }
    }
}
