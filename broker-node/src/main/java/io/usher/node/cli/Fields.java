package io.usher.node.cli;

import com.google.protobuf.FieldMask;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Collects the fields that options set, and the mask that names them. For one request. */
final class Fields {
    private final FieldMask.Builder mask = FieldMask.newBuilder();

    /** Sets a field if its option was given. */
    <T> Fields set(String path, Optional<T> value, Consumer<T> setter) {
        value.ifPresent(given -> {
            setter.accept(given);
            mask.addPaths(path);
        });
        return this;
    }

    /** The mask of an update, which has to change something. */
    FieldMask mask(CommandSpec spec) {
        if (mask.getPathsCount() == 0) {
            throw new ParameterException(
                    spec.commandLine(), "nothing to change; give at least one option that sets something");
        }
        return mask.build();
    }
}
