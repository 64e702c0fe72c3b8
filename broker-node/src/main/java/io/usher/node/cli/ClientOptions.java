package io.usher.node.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is told about a user's groups and client; filtering rules go by it. */
final class ClientOptions {

    @Option(
            names = "--group",
            paramLabel = "GROUP,...",
            split = ",",
            hideParamSyntax = true,
            description = "Groups that the user belongs to, for filtering rules.")
    private List<String> groups = List.of();

    @Option(names = "--client-name", paramLabel = "NAME", description = "Name of the client machine.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--client-address",
            paramLabel = "ADDRESS",
            description = "Network address of the client. Default: where the broker sees the call come from.")
    private Optional<String> address = Optional.empty();

    @Option(names = "--client-os", paramLabel = "TEXT", description = "Operating system of the client machine.")
    private Optional<String> operatingSystem = Optional.empty();

    @Option(names = "--gateway", paramLabel = "NAME", description = "Gateway through which the client comes.")
    private Optional<String> gateway = Optional.empty();

    List<String> groups() {
        return List.copyOf(groups);
    }

    String name() {
        return name.orElse("");
    }

    String address() {
        return address.orElse("");
    }

    String operatingSystem() {
        return operatingSystem.orElse("");
    }

    String gateway() {
        return gateway.orElse("");
    }
}
