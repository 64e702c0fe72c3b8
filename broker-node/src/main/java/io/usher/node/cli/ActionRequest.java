package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.ActionView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.ActionServiceGrpc;
import io.usher.proto.v1.ListActionsRequest;
import io.usher.proto.v1.ListActionsResponse;
import io.usher.proto.v1.RequestActionsRequest;
import io.usher.proto.v1.RequestActionsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Asks for actions and shows them; how long each may take. */
final class ActionRequest {

    @Option(
            names = "--give-up-after",
            paramLabel = "DURATION",
            converter = ConnectionOptions.DurationConverter.class,
            description = "After which it counts as not done if nothing is heard of it, 5s to 1h. Default: 2m.")
    private Optional<Duration> timeout = Optional.empty();

    ExitCode send(BrokerClient broker, Printer printer, RequestActionsRequest.Builder request, Instant now) {
        timeout.map(Duration::toMillis).map(Durations::fromMillis).ifPresent(request::setTimeout);
        RequestActionsResponse asked = broker.call(ActionServiceGrpc.getRequestActionsMethod(), request.build());
        ListActionsResponse response = broker.call(
                ActionServiceGrpc.getListActionsMethod(),
                ListActionsRequest.newBuilder()
                        .setBatch(asked.getBatch())
                        .setPageSize(1_000)
                        .build());
        printer.list(response, response.getActionsList(), ActionView.at(now));
        if (printer.isForPeople()) {
            tell(printer, asked);
        }
        return ExitCode.DONE;
    }

    private static String others(int count) {
        return count == 1 ? "1 other fits" : count + " others fit";
    }

    private static void tell(Printer printer, RequestActionsResponse asked) {
        if (asked.getSkippedCount() > 0) {
            printer.line(others(asked.getSkippedCount()) + ", and it cannot be done with "
                    + (asked.getSkippedCount() == 1 ? "it" : "them") + " at present");
        }
        if (asked.getLeftCount() > 0) {
            printer.line(others(asked.getLeftCount()) + ", and there was no room: run it again");
        }
        if (asked.getRequestedCount() > 0) {
            printer.line("'usher action list --batch " + asked.getBatch() + "' shows what became of it");
        }
    }
}
