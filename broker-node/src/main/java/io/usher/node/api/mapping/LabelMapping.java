package io.usher.node.api.mapping;

import io.usher.core.model.AddressRange;
import io.usher.core.model.ClientZone;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.Label;
import io.usher.core.model.LabelPolicy;
import io.usher.core.model.LogonControl;
import io.usher.core.model.SiteSettings;
import io.usher.proto.v1.Resource;
import java.util.List;
import java.util.function.Supplier;

/** Labels and zones. Their bounds are those of the core's own records. */
final class LabelMapping {

    private LabelMapping() {}

    static Supplier<List<Label>> ofHost(FieldChecks checks, List<io.usher.proto.v1.Label> labels) {
        return checks.check(
                "host.labels",
                () -> new HostSettings(HostPolicy.INHERITED, LogonControl.ENABLED, "", List.of(), read(labels))
                        .labels());
    }

    static Supplier<LabelPolicy> policy(FieldChecks checks, Resource resource) {
        Supplier<List<Label>> required = checks.check(
                "resource.required_labels",
                () -> new LabelPolicy(read(resource.getRequiredLabelsList()), List.of(), false).requiredLabels());
        Supplier<List<Label>> preferred = checks.check(
                "resource.preferred_labels",
                () -> new LabelPolicy(List.of(), read(resource.getPreferredLabelsList()), false).preferredLabels());
        return () -> new LabelPolicy(required.get(), preferred.get(), resource.getPreferClientZone());
    }

    static Supplier<List<ClientZone>> zones(FieldChecks checks, List<io.usher.proto.v1.ClientZone> zones) {
        return checks.check("site.client_zones", () -> {
            List<ClientZone> read = zones.stream()
                    .map(zone -> new ClientZone(new AddressRange(zone.getNetwork()), zone.getZone()))
                    .toList();
            SiteSettings site = SiteSettings.DEFAULTS;
            return new SiteSettings(
                            site.hostLease(),
                            site.lostAfter(),
                            site.hosts(),
                            site.reconnectMatch(),
                            site.userLimit(),
                            read)
                    .clientZones();
        });
    }

    private static List<Label> read(List<io.usher.proto.v1.Label> labels) {
        return labels.stream()
                .map(label -> new Label(label.getKey(), label.getValue()))
                .toList();
    }

    static List<io.usher.proto.v1.Label> toProto(List<Label> labels) {
        return labels.stream()
                .map(label -> io.usher.proto.v1.Label.newBuilder()
                        .setKey(label.key())
                        .setValue(label.value())
                        .build())
                .toList();
    }

    static List<io.usher.proto.v1.ClientZone> zonesToProto(List<ClientZone> zones) {
        return zones.stream()
                .map(zone -> io.usher.proto.v1.ClientZone.newBuilder()
                        .setNetwork(zone.network().value())
                        .setZone(zone.zone())
                        .build())
                .toList();
    }
}
