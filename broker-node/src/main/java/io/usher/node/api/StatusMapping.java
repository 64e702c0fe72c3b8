package io.usher.node.api;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.command.RefusalReason;
import io.usher.node.api.mapping.FieldViolation;
import io.usher.node.api.mapping.InvalidFieldsException;
import io.usher.node.api.mapping.Times;
import io.usher.node.replication.FeatureLevelException;
import io.usher.node.replication.GroupBusyException;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.ReplicationException;
import io.usher.proto.v1.ErrorReason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into the status that a client sees: code, reason, words and what to do. */
public final class StatusMapping {

    /** Domain of every reason. */
    public static final String DOMAIN = "usher";

    static final String REASON_PREFIX = "ERROR_REASON_";
    /** Errors travel in trailers, which clients limit to 8 KiB. */
    private static final int MAX_TEXT = 160;

    private static final int MAX_MESSAGE = 1_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
    private static final Logger LOG = LoggerFactory.getLogger(StatusMapping.class);

    private StatusMapping() {}

    /** The name of a refusal in the API. */
    public static ErrorReason reason(RefusalReason reason) {
        return ErrorReason.valueOf(REASON_PREFIX + reason.name());
    }

    /** The name of what became of a command in the API. */
    public static ErrorReason reason(ReplicationException.Meaning meaning) {
        return ErrorReason.valueOf(REASON_PREFIX + meaning.name());
    }

    /** The name without its prefix, as error details carry it. */
    public static String shortName(ErrorReason reason) {
        return reason.name().substring(REASON_PREFIX.length());
    }

    /** The status for a failure. What nobody expected is logged under an incident id and told as a fault. */
    public static StatusRuntimeException toStatus(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof ApiException expected) {
            return status(expected.reason(), expected.details(), List.of());
        }
        if (cause instanceof InvalidFieldsException invalid) {
            return status(
                    ErrorReason.ERROR_REASON_INVALID_FIELD,
                    List.of(new Detail("fields", fieldsOf(invalid))),
                    invalid.violations());
        }
        if (cause instanceof ReplicationException replication) {
            return status(
                    reason(replication.meaning()),
                    List.of(new Detail("detail", String.valueOf(replication.getMessage()))),
                    List.of());
        }
        if (cause instanceof FeatureLevelException tooLow) {
            return status(
                    ErrorReason.ERROR_REASON_FEATURE_LEVEL_TOO_LOW,
                    List.of(
                            new Detail("needed", tooLow.needed().toString()),
                            new Detail("found", tooLow.found().toString())),
                    List.of());
        }
        if (cause instanceof GroupChangeException || cause instanceof GroupBusyException) {
            return status(
                    ErrorReason.ERROR_REASON_GROUP_CHANGE_FAILED,
                    List.of(new Detail("detail", String.valueOf(cause.getMessage()))),
                    List.of());
        }
        if (cause instanceof StatusRuntimeException status) {
            return status;
        }
        if (cause instanceof StatusException status) {
            return status.getStatus().asRuntimeException(status.getTrailers());
        }
        return fault(cause);
    }

    /** The reason of a failure and its message, for answers that carry an error inside. */
    static Explained explain(Throwable failure) {
        StatusRuntimeException status = toStatus(failure);
        com.google.rpc.Status full = StatusProto.fromThrowable(status);
        String reason = Optional.ofNullable(full).stream()
                .flatMap(details -> details.getDetailsList().stream())
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(StatusMapping::errorInfo)
                .map(ErrorInfo::getReason)
                .findFirst()
                .orElse(shortName(ErrorReason.ERROR_REASON_FAULT));
        String message = status.getStatus().getDescription();
        return new Explained(reason, message == null ? "" : message);
    }

    /** A reason without its prefix, and the words. */
    record Explained(String reason, String message) {}

    /** Answers a call that no handler has seen. */
    static void close(ServerCall<?, ?> call, StatusRuntimeException status) {
        Metadata trailers = status.getTrailers();
        call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    /** What went wrong with a call to another broker, in a few words. */
    static String plainText(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof StatusRuntimeException status) {
            return shortened(plainText(status.getStatus()), MAX_TEXT);
        }
        return shortened(String.valueOf(cause.getMessage()), MAX_TEXT);
    }

    private static String plainText(Status status) {
        String description = Objects.requireNonNullElse(status.getDescription(), "");
        // The library's own "io exception" says nothing; what the system said does.
        String words = description.startsWith("io exception") && status.getCause() != null
                ? String.valueOf(status.getCause().getMessage())
                : description;
        return switch (status.getCode()) {
            case UNAVAILABLE -> "cannot be reached: " + words;
            case DEADLINE_EXCEEDED -> "did not answer in time";
            default -> status.getCode() + ": " + words;
        };
    }

    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Whether nobody served a call because nobody led, or whoever was taken for the primary cannot be reached. */
    static boolean isForWantOfAPrimary(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof ReplicationException replication) {
            return replication.meaning() == ReplicationException.Meaning.NO_PRIMARY;
        }
        return cause instanceof StatusRuntimeException status
                && status.getStatus().getCode() == Code.UNAVAILABLE;
    }

    private static StatusRuntimeException fault(Throwable cause) {
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {}", incident, cause);
        return status(ErrorReason.ERROR_REASON_FAULT, List.of(new Detail("incident", incident)), List.of());
    }

    private static StatusRuntimeException status(
            ErrorReason reason, List<Detail> details, List<FieldViolation> violations) {
        ErrorTable.Row row = ErrorTable.row(reason);
        Map<String, String> metadata = metadata(details);
        com.google.rpc.Status.Builder status = com.google.rpc.Status.newBuilder()
                .setCode(row.code().value())
                .setMessage(fill(row.message(), metadata))
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(shortName(reason))
                        .setDomain(DOMAIN)
                        .putAllMetadata(metadata)
                        .build()));
        if (!violations.isEmpty()) {
            status.addDetails(Any.pack(badRequest(violations)));
        }
        row.retryAfter().ifPresent(delay -> status.addDetails(Any.pack(retryInfo(delay))));
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static BadRequest badRequest(List<FieldViolation> violations) {
        BadRequest.Builder request = BadRequest.newBuilder();
        violations.forEach(violation -> request.addFieldViolations(BadRequest.FieldViolation.newBuilder()
                .setField(violation.field())
                .setDescription(shortened(violation.description(), MAX_TEXT))));
        return request.build();
    }

    /** Spread over twice the time, so that those who were refused together do not come back together. */
    private static RetryInfo retryInfo(Duration delay) {
        long millis = delay.toMillis();
        long spread = millis + ThreadLocalRandom.current().nextLong(millis + 1);
        return RetryInfo.newBuilder()
                .setRetryDelay(Times.of(Duration.ofMillis(spread)))
                .build();
    }

    private static Map<String, String> metadata(List<Detail> details) {
        Map<String, String> metadata = new TreeMap<>();
        details.forEach(detail -> metadata.put(key(detail.key()), shortened(detail.value(), MAX_TEXT)));
        return metadata;
    }

    /** Keys of error metadata are lower case, without blanks (AIP-193). */
    private static String key(String key) {
        return key.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** Fills in the details; the values are never looked at again, whatever stands in them. */
    private static String fill(String template, Map<String, String> metadata) {
        String message = PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(metadata.getOrDefault(found.group(1), "?")));
        return shortened(message, MAX_MESSAGE);
    }

    private static String fieldsOf(InvalidFieldsException invalid) {
        return invalid.violations().stream().map(FieldViolation::field).collect(Collectors.joining(", "));
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private static ErrorInfo errorInfo(Any detail) {
        try {
            return detail.unpack(ErrorInfo.class);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException("packed here, so it must unpack", e);
        }
    }
}
