package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An error as a client gets it. */
record Errors(
        Status.Code code, String message, ErrorInfo info, Optional<BadRequest> badRequest, Optional<RetryInfo> retry) {

    static Errors of(ThrowingCallable call) {
        return of(catchThrowableOfType(StatusRuntimeException.class, call));
    }

    static Errors of(Throwable thrown) {
        assertThat(thrown).as("the call must fail").isNotNull();
        com.google.rpc.Status status = StatusProto.fromThrowable(thrown);
        assertThat(status).isNotNull();
        return new Errors(
                Status.fromCodeValue(status.getCode()).getCode(),
                status.getMessage(),
                detail(status, ErrorInfo.class).orElseThrow(),
                detail(status, BadRequest.class),
                detail(status, RetryInfo.class));
    }

    String reason() {
        return info.getReason();
    }

    Map<String, String> metadata() {
        return info.getMetadataMap();
    }

    List<String> fields() {
        return badRequest.orElseThrow().getFieldViolationsList().stream()
                .map(BadRequest.FieldViolation::getField)
                .toList();
    }

    private static <M extends Message> Optional<M> detail(com.google.rpc.Status status, Class<M> type) {
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(type))
                .map(detail -> unpack(detail, type))
                .findFirst();
    }

    private static <M extends Message> M unpack(Any detail, Class<M> type) {
        try {
            return detail.unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
