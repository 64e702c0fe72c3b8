package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.DecisionView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.DecisionServiceGrpc;
import io.usher.proto.v1.ListDecisionsRequest;
import io.usher.proto.v1.ListDecisionsResponse;
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
            footer = {"  usher decision list", "  usher decision list --notices"})
    static final class ListAll extends ReadCommand {
        @Option(
                names = "--notices",
                description = "Only those that administrators are to know of: a limit on users was reached.")
        private boolean notices;

        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListDecisionsResponse response = pages.read(
                    broker,
                    DecisionServiceGrpc.getListDecisionsMethod(),
                    ListDecisionsRequest.newBuilder()
                            .setOnlyNotices(notices)
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getDecisionsList(), DecisionView.view());
            return ExitCode.DONE;
        }
    }
}
