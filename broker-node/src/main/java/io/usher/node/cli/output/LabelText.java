package io.usher.node.cli.output;

import io.usher.proto.v1.ClientZone;
import io.usher.proto.v1.Label;
import io.usher.proto.v1.Resource;
import java.util.List;
import java.util.stream.Collectors;

/** Labels as the options take them. */
final class LabelText {

    private LabelText() {}

    static String of(List<Label> labels) {
        return labels.stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    /** What a resource prefers: {@code client-zone,gpu=yes}. */
    static String preferred(Resource resource) {
        String labels = of(resource.getPreferredLabelsList());
        if (!resource.getPreferClientZone()) {
            return labels;
        }
        return labels.isEmpty() ? "client-zone" : "client-zone," + labels;
    }

    static String ofZones(List<ClientZone> zones) {
        return zones.stream()
                .map(zone -> zone.getNetwork() + "=" + zone.getZone())
                .collect(Collectors.joining(","));
    }
}
