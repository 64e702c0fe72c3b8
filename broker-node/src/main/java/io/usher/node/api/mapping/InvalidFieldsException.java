package io.usher.node.api.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A request has malformed fields. Nothing was done. */
public final class InvalidFieldsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldViolation> violations;

    /** All malformed fields of one request. */
    public InvalidFieldsException(List<FieldViolation> violations) {
        // Thrown by the thousand under bad input: the place in the code says nothing that the fields do not say.
        super(describe(violations), null, false, false);
        this.violations = List.copyOf(violations);
    }

    /** One malformed field. */
    public static InvalidFieldsException of(String field, String description) {
        return new InvalidFieldsException(List.of(new FieldViolation(field, description)));
    }

    public List<FieldViolation> violations() {
        return violations;
    }

    private static String describe(List<FieldViolation> violations) {
        return violations.stream()
                .map(violation -> violation.field() + ": " + violation.description())
                .collect(Collectors.joining("; "));
    }
}
