package io.usher.node.cli;

import io.usher.proto.v1.Label;
import io.usher.proto.v1.Resource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which hosts may serve a resource, and which should. */
final class LabelOptions {

    @Option(
            names = "--require-label",
            paramLabel = "KEY=VALUE,...",
            split = ",",
            hideParamSyntax = true,
            converter = LabelConverter.class,
            description = "Labels that a host must carry to serve it, all of them. Replaces those that are required.")
    private List<Label> required = List.of();

    @Option(
            names = "--prefer-label",
            paramLabel = "KEY=VALUE,...",
            split = ",",
            hideParamSyntax = true,
            converter = LabelConverter.class,
            description =
                    "Labels that a host should carry, in order of preference; the first one that a host with a free"
                            + " seat carries counts. Replaces those that are preferred.")
    private List<Label> preferred = List.of();

    @Option(
            names = "--prefer-client-zone",
            paramLabel = "BOOLEAN",
            arity = "1",
            description = "Whether hosts of the client's own zone come first: true, false. See 'usher site update"
                    + " --client-zone'.")
    private Optional<Boolean> clientZone = Optional.empty();

    @Option(names = "--no-labels", description = "Neither require nor prefer any labels.")
    private boolean none;

    Fields fill(Fields fields, Resource.Builder resource) {
        return fields.set("required_labels", given(required), resource::addAllRequiredLabels)
                .set("preferred_labels", given(preferred), resource::addAllPreferredLabels)
                .set("prefer_client_zone", clientZone, resource::setPreferClientZone);
    }

    private Optional<List<Label>> given(List<Label> labels) {
        return none ? Optional.of(List.of()) : Optional.of(labels).filter(list -> !list.isEmpty());
    }
}
