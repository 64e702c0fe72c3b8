package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.DecisionText;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.DecisionServiceGrpc;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.ExplainDecisionResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows why an assignment went where it went. */
@Command(
        name = "explain",
        description = {
            "Show why a session is where it is, or why nobody got a seat: every host that was looked at, what was found"
                    + " about it, and what it scored.",
            "SCORE is what hosts are compared by, the lowest wins; SESSIONS, MEMORY and CPU are its parts."
        },
        footer = {"  usher explain 41", "  usher explain sessions/41", "  usher explain decisions/4711"})
final class ExplainCommand extends ReadCommand {
    @Parameters(
            paramLabel = "SESSION|DECISION",
            converter = NameConverter.SessionOrDecision.class,
            description =
                    "A session, for its latest assignment; or decisions/ID as an assignment or a refusal stated it.")
    private String name;

    @Override
    ExitCode run(BrokerClient broker, Printer printer) {
        ExplainDecisionResponse response = broker.call(
                DecisionServiceGrpc.getExplainDecisionMethod(),
                ExplainDecisionRequest.newBuilder()
                        .setName(name)
                        .setConsistency(consistency())
                        .build());
        if (printer.isForPeople()) {
            DecisionText.print(response.getDecision(), printer);
        } else if (printer.format() == OutputFormat.NAME) {
            printer.line(response.getDecision().getName());
        } else {
            printer.message(response);
        }
        return ExitCode.DONE;
    }
}
