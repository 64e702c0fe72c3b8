package io.usher.node.cli;

import io.usher.proto.v1.ClientZone;
import io.usher.proto.v1.Label;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A label, {@code KEY=VALUE}. */
final class LabelConverter implements ITypeConverter<Label> {

    @Override
    public Label convert(String value) {
        int equal = value.indexOf('=');
        if (equal < 1) {
            throw new TypeConversionException("expected KEY=VALUE, found '" + value + "'");
        }
        return Label.newBuilder()
                .setKey(value.substring(0, equal))
                .setValue(value.substring(equal + 1))
                .build();
    }

    /** Where clients are, {@code NETWORK=ZONE}. */
    static final class Zone implements ITypeConverter<ClientZone> {
        @Override
        public ClientZone convert(String value) {
            int equal = value.indexOf('=');
            if (equal < 1) {
                throw new TypeConversionException("expected NETWORK=ZONE, found '" + value + "'");
            }
            return ClientZone.newBuilder()
                    .setNetwork(value.substring(0, equal))
                    .setZone(value.substring(equal + 1))
                    .build();
        }
    }
}
