package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.DecisionText;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.DecisionServiceGrpc;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.ExplainDecisionResponse;
import io.usher.proto.v1.ListDecisionsRequest;
import io.usher.proto.v1.ListDecisionsResponse;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows why an assignment went where it went. */
@Command(
        name = "explain",
        description = {
            "Show why a session is where it is, or why nobody got a seat: every host that was looked at, what was found"
                    + " about it, and what it scored.",
            "SCORE is what hosts are compared by, the lowest wins; SESSIONS, MEMORY and CPU are its parts."
        },
        footer = {"  usher explain s-41-0", "  usher explain 4711-0", "  usher explain --user alice"})
final class ExplainCommand extends ReadCommand {
    private static final int PAGE = 1000;

    /** What is to be explained. */
    static final class Subject {
        @Parameters(
                arity = "0..1",
                paramLabel = "SESSION|DECISION",
                converter = NameConverter.SessionOrDecision.class,
                description = "A session, for its latest assignment; or a decision, as an assignment or a refusal"
                        + " stated it and 'usher decision list' shows it.")
        private Optional<String> name = Optional.empty();

        @Option(names = "--user", paramLabel = "USER", description = "The latest decision about this user.")
        private Optional<String> user = Optional.empty();
    }

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Override
    ExitCode run(BrokerClient broker, Printer printer) {
        String name = subject.name.orElseGet(() -> latest(broker, subject.user.orElseThrow()));
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

    private String latest(BrokerClient broker, String user) {
        ListDecisionsRequest.Builder request = ListDecisionsRequest.newBuilder()
                .setUser(user)
                .setPageSize(PAGE)
                .setConsistency(consistency());
        while (true) {
            ListDecisionsResponse page = broker.call(DecisionServiceGrpc.getListDecisionsMethod(), request.build());
            if (!page.getNextPageToken().isEmpty()) {
                request.setPageToken(page.getNextPageToken());
            } else if (page.getDecisionsCount() > 0) {
                return page.getDecisions(page.getDecisionsCount() - 1).getName();
            } else {
                throw new CommandFailedException(
                        ExitCode.NOT_FOUND,
                        "cannot explain",
                        "no decision about user " + user + " is kept",
                        "see 'usher decision list', or ask 'usher what-if --user " + user + " --resource RESOURCE'");
            }
        }
    }
}
