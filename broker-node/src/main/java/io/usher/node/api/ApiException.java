package io.usher.node.api;

import io.usher.core.command.Refusal;
import io.usher.core.command.Refusal.Detail;
import io.usher.proto.v1.ErrorReason;
import java.util.List;

/** A call is answered with an error. Expected, not a defect: carries no stack trace. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorReason reason;
    private final transient List<Detail> details;

    private ApiException(ErrorReason reason, List<Detail> details) {
        super(reason + " " + details, null, false, false);
        this.reason = reason;
        this.details = List.copyOf(details);
    }

    /** The core's refusal under its name in the API. */
    static ApiException of(Refusal refusal) {
        return new ApiException(StatusMapping.reason(refusal.reason()), refusal.details());
    }

    /**
     * Another error.
     *
     * @param details the variable parts
     */
    static ApiException of(ErrorReason reason, Detail... details) {
        return new ApiException(reason, List.of(details));
    }

    ErrorReason reason() {
        return reason;
    }

    List<Detail> details() {
        return details;
    }
}
