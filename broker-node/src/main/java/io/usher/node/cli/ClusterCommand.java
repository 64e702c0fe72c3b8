package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.ClusterView;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.Wording;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetBrokerStatusRequest;
import io.usher.proto.v1.GetBrokerStatusResponse;
import io.usher.proto.v1.GetClusterStatusRequest;
import io.usher.proto.v1.GetClusterStatusResponse;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The verbs for the brokers as a group: who leads, who is behind, whether they agree. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "The brokers as a group: who leads, who is behind, whether they agree.",
        subcommands = {ClusterCommand.Status.class, ClusterDigestCommand.class, ClusterCommand.IsPrimary.class})
final class ClusterCommand extends CommandGroup {

    /** Shows every broker. */
    @Command(
            name = "status",
            description = {
                "Show role and progress of every broker. Works without a quorum, too; then the exit code is 5.",
                "CONTACT is how long ago a secondary and its primary last heard of each other."
            },
            footer = {"  usher cluster status", "  usher cluster status -o wide"})
    static final class Status extends ClientCommand {
        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetClusterStatusResponse response = broker.call(
                    ClusterServiceGrpc.getGetClusterStatusMethod(), GetClusterStatusRequest.getDefaultInstance());
            printer.list(response, response.getBrokersList(), ClusterView.view());
            remarks(response, printer);
            return response.getHasQuorum() ? ExitCode.DONE : ExitCode.UNAVAILABLE;
        }

        private void remarks(GetClusterStatusResponse response, Printer printer) {
            PrintWriter err = spec().commandLine().getErr();
            if (printer.isForPeople()) {
                LevelRemark.of(response).ifPresent(printer::line);
                for (BrokerStatus status : response.getBrokersList()) {
                    if (!status.getError().isEmpty()) {
                        err.println("warning: " + status.getBroker() + " did not answer: " + status.getError());
                    }
                    status.getWarningsList()
                            .forEach(warning -> err.println("warning: " + status.getBroker() + ": " + warning));
                }
            }
            if (!response.getHasQuorum()) {
                err.println("error: the site has no quorum; no majority of its voting brokers follows one primary;"
                        + " start or reach the others");
            }
            err.flush();
        }
    }

    /** Tells whether a broker is the primary. */
    @Command(
            name = "is-primary",
            description = "Tell by the exit code whether the one broker named by --server is the primary: 0 yes, 8 no.",
            footer = "  usher cluster is-primary --server 127.0.0.1:7400 && echo 'it leads'")
    static final class IsPrimary extends ClientCommand {
        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            if (broker.settings().servers().size() != 1) {
                throw new ParameterException(
                        spec().commandLine(),
                        "expected exactly one --server to ask about, found "
                                + broker.settings().servers().size());
            }
            GetBrokerStatusResponse response = broker.call(
                    ClusterServiceGrpc.getGetBrokerStatusMethod(), GetBrokerStatusRequest.getDefaultInstance());
            BrokerStatus status = response.getStatus();
            if (printer.isForPeople()) {
                printer.line(status.getBroker() + " is " + Wording.word(status.getRole()));
            } else if (printer.format() == OutputFormat.NAME) {
                printer.line("brokers/" + status.getBroker());
            } else {
                printer.message(response);
            }
            return status.getRole() == BrokerStatus.Role.ROLE_PRIMARY ? ExitCode.DONE : ExitCode.NO;
        }
    }
}
