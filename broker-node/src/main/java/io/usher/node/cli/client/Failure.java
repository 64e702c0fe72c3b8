package io.usher.node.cli.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.usher.node.config.Address;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How one attempt at a call failed.
 *
 * @param server who was asked
 * @param code the status
 * @param message the status's own words; empty when it has none
 * @param reason name of an ErrorReason without its prefix, when the broker gave one
 * @param metadata the variable parts of the message, in order of name
 * @param fields malformed fields, each with what is wrong
 * @param departed whether the request may have left for the server
 */
public record Failure(
        Address server,
        Status.Code code,
        String message,
        Optional<String> reason,
        Map<String, String> metadata,
        List<FieldFault> fields,
        boolean departed) {

    /** A broker gives one of these only when it has submitted nothing. */
    private static final Set<String> NOTHING_SUBMITTED =
            Set.of("NO_PRIMARY", "NOT_READY", "OVERLOADED", "EXPIRED", "TOKEN_KEYS_UNKNOWN");

    /** After one of these, nobody knows what became of a request that reached the server. */
    private static final Set<Status.Code> TELL_NOTHING = EnumSet.of(
            Status.Code.UNAVAILABLE,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.INTERNAL,
            Status.Code.UNKNOWN,
            Status.Code.CANCELLED,
            Status.Code.DATA_LOSS);

    private static final String REASON_PREFIX = "ERROR_REASON_";

    public Failure {
        metadata = new TreeMap<>(metadata);
        fields = List.copyOf(fields);
    }

    /** A malformed field and what is wrong with it. */
    public record FieldFault(String field, String description) {}

    static Failure of(Address server, StatusRuntimeException exception, boolean departed) {
        Status status = exception.getStatus();
        Optional<ErrorInfo> info = detail(exception, ErrorInfo.class);
        return new Failure(
                server,
                status.getCode(),
                message(status),
                info.map(ErrorInfo::getReason)
                        .filter(reason -> !reason.isEmpty())
                        .map(Failure::withoutPrefix),
                info.map(ErrorInfo::getMetadataMap).orElse(Map.of()),
                detail(exception, BadRequest.class).map(Failure::faults).orElse(List.of()),
                departed);
    }

    /** Whether another broker, or the same one later, may serve the call. */
    boolean isTransient() {
        return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
    }

    /** Whether the server cannot even be reached. */
    boolean isUnreachable() {
        return code == Status.Code.UNAVAILABLE && !departed;
    }

    /** Whether a mutation may have been carried out all the same. */
    boolean isOutcomeUnknown() {
        return departed
                && TELL_NOTHING.contains(code)
                && reason.filter(NOTHING_SUBMITTED::contains).isEmpty();
    }

    /** Whether it tells what became of every earlier attempt under the same request id: the site decided. */
    boolean isDecided() {
        return !TELL_NOTHING.contains(code)
                && reason.filter(given -> !NOTHING_SUBMITTED.contains(given)).isPresent();
    }

    private static List<FieldFault> faults(BadRequest request) {
        return request.getFieldViolationsList().stream()
                .map(violation -> new FieldFault(violation.getField(), violation.getDescription()))
                .toList();
    }

    private static String message(Status status) {
        String description = status.getDescription();
        Throwable cause = status.getCause();
        String causeMessage = cause == null ? null : cause.getMessage();
        if (description == null) {
            return causeMessage == null ? "" : causeMessage;
        }
        // gRPC's own "io exception" says nothing, with or without names of its classes; what the system said does.
        return description.startsWith("io exception") && causeMessage != null ? causeMessage : description;
    }

    private static String withoutPrefix(String reason) {
        return reason.startsWith(REASON_PREFIX) ? reason.substring(REASON_PREFIX.length()) : reason;
    }

    private static <D extends com.google.protobuf.Message> Optional<D> detail(
            StatusRuntimeException exception, Class<D> type) {
        com.google.rpc.Status status = StatusProto.fromThrowable(exception);
        if (status == null) {
            return Optional.empty();
        }
        for (Any any : status.getDetailsList()) {
            if (any.is(type)) {
                try {
                    return Optional.of(any.unpack(type));
                } catch (InvalidProtocolBufferException e) {
                    // A detail that cannot be read is as good as none: code and message still tell.
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
