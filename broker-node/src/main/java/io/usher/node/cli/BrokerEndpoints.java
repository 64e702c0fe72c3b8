package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.EndpointView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.BrokerEndpoint;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ListEndpointsRequest;
import io.usher.proto.v1.ListEndpointsResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows where the brokers are reached. */
@Command(
        name = "endpoints",
        description = {
            "Show where the brokers are reached that serve clients. Whoever may ask for a session may ask this,",
            "so that a client knows more brokers than the one that it was set up with. Agents are told unasked."
        },
        footer = {"  usher broker endpoints", "  export USHER_SERVER=$(usher broker endpoints --server-list)"})
final class BrokerEndpoints extends ReadCommand {

    @Option(
            names = "--server-list",
            description = "Print one line for USHER_SERVER: the usual address of each broker, then the other ways.")
    private boolean serverList;

    @Override
    ExitCode run(BrokerClient broker, Printer printer) {
        ListEndpointsResponse response = broker.call(
                BrokerServiceGrpc.getListEndpointsMethod(),
                ListEndpointsRequest.newBuilder().setConsistency(consistency()).build());
        if (serverList) {
            printer.line(serverList(response.getEndpointsList()));
        } else {
            printer.list(response, response.getEndpointsList(), EndpointView.view());
        }
        return ExitCode.DONE;
    }

    private static String serverList(List<BrokerEndpoint> endpoints) {
        Stream<String> usual = endpoints.stream().map(BrokerEndpoint::getApiAddress);
        Stream<String> others = endpoints.stream().flatMap(endpoint -> endpoint.getAlternateAddressesList().stream());
        return Stream.concat(usual, others).distinct().collect(Collectors.joining(","));
    }
}
