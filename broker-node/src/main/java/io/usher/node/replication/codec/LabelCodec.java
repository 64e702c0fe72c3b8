package io.usher.node.replication.codec;

import io.usher.core.model.AddressRange;
import io.usher.core.model.ClientZone;
import io.usher.core.model.Label;
import io.usher.core.model.LabelPolicy;
import io.usher.proto.internal.v1.ClientZoneRecord;
import io.usher.proto.internal.v1.LabelRecord;
import io.usher.proto.internal.v1.ResourceSettingsRecord;
import java.util.List;

/** Labels and zones. */
final class LabelCodec {

    private LabelCodec() {}

    static List<LabelRecord> encode(List<Label> labels) {
        return labels.stream()
                .map(label -> LabelRecord.newBuilder()
                        .setKey(label.key())
                        .setValue(label.value())
                        .build())
                .toList();
    }

    static List<Label> decode(List<LabelRecord> labels) {
        return labels.stream()
                .map(label -> new Label(label.getKey(), label.getValue()))
                .toList();
    }

    static void encode(LabelPolicy policy, ResourceSettingsRecord.Builder builder) {
        builder.addAllRequiredLabels(encode(policy.requiredLabels()))
                .addAllPreferredLabels(encode(policy.preferredLabels()))
                .setPreferClientZone(policy.preferClientZone());
    }

    static LabelPolicy decode(ResourceSettingsRecord settings) {
        return new LabelPolicy(
                decode(settings.getRequiredLabelsList()),
                decode(settings.getPreferredLabelsList()),
                settings.getPreferClientZone());
    }

    static List<ClientZoneRecord> encodeZones(List<ClientZone> zones) {
        return zones.stream()
                .map(zone -> ClientZoneRecord.newBuilder()
                        .setNetwork(zone.network().value())
                        .setZone(zone.zone())
                        .build())
                .toList();
    }

    static List<ClientZone> decodeZones(List<ClientZoneRecord> zones) {
        return zones.stream()
                .map(zone -> new ClientZone(new AddressRange(zone.getNetwork()), zone.getZone()))
                .toList();
    }
}
