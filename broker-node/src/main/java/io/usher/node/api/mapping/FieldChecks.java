package io.usher.node.api.mapping;

import io.usher.core.model.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Gathers every malformed field of one request, so that a caller hears of all of them at once. */
public final class FieldChecks {

    /** Most fields that are reported: an inventory alone has thousands, and errors travel in 8 KiB of trailers. */
    static final int MAX_VIOLATIONS = 12;

    private final List<FieldViolation> violations = new ArrayList<>();

    /**
     * Reads one field.
     *
     * @param reader throws {@link IllegalArgumentException} when the field is malformed
     * @return gives the value once {@link #result} has found no malformed field
     */
    public <T> Supplier<T> check(String field, Supplier<T> reader) {
        try {
            T value = reader.get();
            return () -> value;
        } catch (IllegalArgumentException e) {
            violate(field, String.valueOf(e.getMessage()));
            return () -> {
                throw new IllegalStateException("field " + field + " was malformed and is read all the same");
            };
        }
    }

    /** Checks the id that makes a retry safe, where there is one. */
    public FieldChecks checkRequestId(String text) {
        check("request_id", () -> Names.optional(text, RequestId::new));
        return this;
    }

    /** Reads a field that alone decides about the request; throws {@link InvalidFieldsException}. */
    public <T> T required(String field, Supplier<T> reader) {
        return result(check(field, reader));
    }

    /** Notes a malformed field. */
    public void violate(String field, String description) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new FieldViolation(field, description));
        }
    }

    /** Whether no field was malformed so far. */
    public boolean passed() {
        return violations.isEmpty();
    }

    /**
     * Builds what the fields were for.
     *
     * @throws InvalidFieldsException when a field was malformed
     */
    public <T> T result(Supplier<T> builder) {
        if (!violations.isEmpty()) {
            throw new InvalidFieldsException(violations);
        }
        return builder.get();
    }
}
