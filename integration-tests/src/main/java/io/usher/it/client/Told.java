package io.usher.it.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the error of one attempt means.
 *
 * @param meaning what may be concluded
 * @param reason name of an ErrorReason without its prefix; empty when the error did not come from a broker
 * @param details metadata of the ErrorInfo
 * @param text for people
 */
record Told(Meaning meaning, String reason, Map<String, String> details, String text) {

    /** What may be concluded from an error. */
    enum Meaning {
        /** The site said no, for good. */
        REFUSED,
        /** This attempt was turned away before it was submitted; another one may get through. */
        TURNED_AWAY,
        /** The request is wrong in itself: nothing was submitted, and nothing would be. */
        MALFORMED,
        /** It may have been done. */
        UNKNOWN
    }

    private static final Set<String> TURNED_AWAY = Set.of("NO_PRIMARY", "NOT_READY", "OVERLOADED", "EXPIRED");
    private static final Set<String> MALFORMED = Set.of("INVALID_FIELD", "INVALID_PAGE_TOKEN");
    private static final Set<String> UNKNOWN = Set.of("OUTCOME_UNKNOWN", "FAULT");

    static Told by(StatusRuntimeException error) {
        Optional<ErrorInfo> info = errorInfo(error);
        String reason = info.map(ErrorInfo::getReason).orElse("");
        Map<String, String> details = info.map(ErrorInfo::getMetadataMap).orElse(Map.of());
        String text = error.getStatus().getCode() + " " + reason + " "
                + error.getStatus().getDescription();
        return new Told(meaning(reason, error.getStatus().getCode()), reason, details, text);
    }

    private static Meaning meaning(String reason, Status.Code code) {
        if (TURNED_AWAY.contains(reason)) {
            return Meaning.TURNED_AWAY;
        }
        if (MALFORMED.contains(reason)) {
            return Meaning.MALFORMED;
        }
        if (reason.isEmpty() || UNKNOWN.contains(reason)) {
            return code == Status.Code.UNIMPLEMENTED ? Meaning.MALFORMED : Meaning.UNKNOWN;
        }
        return Meaning.REFUSED;
    }

    private static Optional<ErrorInfo> errorInfo(StatusRuntimeException error) {
        com.google.rpc.Status status = StatusProto.fromThrowable(error);
        if (status == null) {
            return Optional.empty();
        }
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .findFirst()
                .map(detail -> {
                    try {
                        return detail.unpack(ErrorInfo.class);
                    } catch (InvalidProtocolBufferException e) {
                        throw new IllegalStateException("a broker sent an ErrorInfo that cannot be read", e);
                    }
                });
    }
}
