package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.Table;
import io.usher.node.config.Address;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetClusterStatusRequest;
import io.usher.proto.v1.GetStateDigestResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Compares the state of all brokers. */
@Command(
        name = "digest",
        description = {
            "Show a digest of the state of every broker at one revision, and tell whether they are equal.",
            "Exit code: 0 equal, 8 different, 5 when a broker did not answer or they never were at one revision."
        },
        footer = "  usher cluster digest --timeout 30s")
final class ClusterDigestCommand extends ClientCommand {
    @Override
    ExitCode run(BrokerClient broker, Printer printer) {
        Map<String, Address> addresses = addresses(broker);
        try (DigestComparison comparison = new DigestComparison(broker, addresses)) {
            Map<String, GetStateDigestResponse> digests = comparison.digests();
            print(addresses.keySet(), digests, printer);
            requireEqual(digests);
            return digests.size() == addresses.size() ? ExitCode.DONE : missing(comparison.silent());
        }
    }

    private static void requireEqual(Map<String, GetStateDigestResponse> digests) {
        if (!DigestComparison.areOfOneRevision(digests)) {
            throw new CommandFailedException(
                    ExitCode.UNAVAILABLE,
                    "cannot compare the digests",
                    "the brokers were at different revisions each time",
                    "give them more time with --timeout");
        }
        if (digests.values().stream()
                        .map(GetStateDigestResponse::getDigest)
                        .distinct()
                        .count()
                > 1) {
            throw new CommandFailedException(
                    ExitCode.NO,
                    "the brokers disagree",
                    "their state at one revision differs",
                    "this is a defect: stop the odd one out and keep its storage");
        }
    }

    private static Map<String, Address> addresses(BrokerClient broker) {
        Map<String, Address> addresses = new TreeMap<>();
        for (BrokerStatus status : broker.call(
                        ClusterServiceGrpc.getGetClusterStatusMethod(), GetClusterStatusRequest.getDefaultInstance())
                .getBrokersList()) {
            addresses.put(status.getBroker(), Address.parse(status.getApiAddress()));
        }
        return addresses;
    }

    private static ExitCode missing(Map<String, String> silent) {
        String reasons = new TreeMap<>(silent)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "));
        throw new CommandFailedException(
                ExitCode.UNAVAILABLE,
                "cannot compare the digests of all brokers",
                reasons,
                "see 'usher cluster status'");
    }

    private static void print(Set<String> brokers, Map<String, GetStateDigestResponse> digests, Printer printer) {
        if (printer.format() == OutputFormat.NAME) {
            digests.keySet().forEach(broker -> printer.line("brokers/" + broker));
            return;
        }
        if (!printer.isForPeople()) {
            printer.messages(List.copyOf(digests.values()));
            return;
        }
        Table table = printer.table("BROKER", "REVISION", "DIGEST");
        for (String broker : brokers) {
            GetStateDigestResponse digest = digests.get(broker);
            table.addTexts(
                    broker,
                    digest == null ? "" : Long.toString(digest.getHeader().getRevision()),
                    digest == null ? "" : digest.getDigest());
        }
        printer.print(table);
    }
}
