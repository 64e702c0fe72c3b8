package io.usher.node.api.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which fields of an object an update changes (AIP-134). */
public final class UpdateMask {

    private static final String ALL = "*";
    private static final String FIELD = "update_mask";

    private final Set<String> paths;

    private UpdateMask(Set<String> paths) {
        this.paths = paths;
    }

    /**
     * Reads a mask: empty for every changeable field that is set, "*" for all changeable fields.
     *
     * @param patch the new values
     * @param mutable fields that may be changed
     */
    public static UpdateMask of(FieldChecks checks, FieldMask mask, Message patch, Set<String> mutable) {
        List<String> named = mask.getPathsList();
        if (named.size() == 1 && named.get(0).equals(ALL)) {
            return new UpdateMask(new TreeSet<>(mutable));
        }
        Set<String> paths = new TreeSet<>();
        if (named.isEmpty()) {
            for (FieldDescriptor field : patch.getAllFields().keySet()) {
                if (mutable.contains(field.getName())) {
                    paths.add(field.getName());
                }
            }
        }
        for (String path : named) {
            if (mutable.contains(path)) {
                paths.add(path);
            } else {
                checks.violate(FIELD, "must name fields out of " + new TreeSet<>(mutable) + ", found '" + path + "'");
            }
        }
        return new UpdateMask(paths);
    }

    /** Whether a field is to be changed. */
    public boolean names(String path) {
        return paths.contains(path);
    }

    /** The present object with the masked fields as in the patch; a masked field that the patch lacks is cleared. */
    public <M extends Message> M apply(M present, M patch) {
        Message.Builder merged = present.toBuilder();
        for (FieldDescriptor field : present.getDescriptorForType().getFields()) {
            if (paths.contains(field.getName())) {
                copy(field, patch, merged);
            }
        }
        @SuppressWarnings("unchecked") // a builder of M builds an M
        M result = (M) merged.build();
        return result;
    }

    private static void copy(FieldDescriptor field, Message from, Message.Builder to) {
        boolean set = field.isRepeated() ? from.getRepeatedFieldCount(field) > 0 : from.hasField(field);
        if (set) {
            to.setField(field, from.getField(field));
        } else {
            to.clearField(field);
        }
    }
}
