package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.Status.Code;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.ErrorReason;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatusMappingTest {

    @ParameterizedTest
    @MethodSource("reasons")
    void hasALineForEveryReason(ErrorReason reason) {
        ErrorTable.Row row = ErrorTable.row(reason);

        assertThat(row.code()).isNotIn(Code.OK, Code.UNKNOWN);
        assertThat(row.message()).as("what and what to do").contains("; ").doesNotEndWith(".");
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void knowsEveryRefusalUnderItsOwnName(RefusalReason reason) {
        Errors error = Errors.of(StatusMapping.toStatus(ApiException.of(Refusal.of(reason, "key", "value"))));

        assertThat(error.reason()).isEqualTo(reason.name());
        assertThat(error.info().getDomain()).isEqualTo("usher");
        assertThat(error.metadata()).containsEntry("key", "value");
        assertThat(error.message()).doesNotContain("{").doesNotContain("}");
    }

    @ParameterizedTest
    @EnumSource(Meaning.class)
    void knowsEverythingThatMayBecomeOfACommand(Meaning meaning) {
        Errors error = Errors.of(
                StatusMapping.toStatus(new CompletionException(new ReplicationException(meaning, "1024 in flight"))));

        assertThat(error.reason()).isEqualTo(meaning.name());
        assertThat(error.metadata()).containsEntry("detail", "1024 in flight");
    }

    @ParameterizedTest
    @EnumSource(
            value = Meaning.class,
            names = {"NO_PRIMARY", "OVERLOADED", "NOT_READY", "OUTCOME_UNKNOWN"})
    void saysWhenToTryAgain(Meaning meaning) {
        Errors error = Errors.of(StatusMapping.toStatus(new ReplicationException(meaning, "")));

        assertThat(error.retry()).isPresent();
    }

    @Test
    void retriesAreForUnavailableAlone() {
        assertThat(Stream.of(Meaning.values())
                        .filter(meaning -> ErrorTable.row(StatusMapping.reason(meaning))
                                .code()
                                .equals(Code.UNAVAILABLE)))
                .containsExactlyInAnyOrder(Meaning.NO_PRIMARY, Meaning.NOT_READY, Meaning.OUTCOME_UNKNOWN);
    }

    @Test
    void showsNothingOfADefectButItsIncident() {
        Errors error = Errors.of(StatusMapping.toStatus(new IllegalStateException("secret")));

        assertThat(error.code()).isEqualTo(Code.INTERNAL);
        assertThat(error.reason()).isEqualTo("FAULT");
        assertThat(error.message())
                .doesNotContain("secret")
                .contains(error.metadata().get("incident"));
    }

    @Test
    void saysInWordsWhyABrokerDidNotAnswer() {
        Throwable refused = Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new ConnectException("Connection refused: /127.0.0.1:7401"))
                .asRuntimeException();

        assertThat(StatusMapping.plainText(new CompletionException(refused)))
                .isEqualTo("cannot be reached: Connection refused: /127.0.0.1:7401");
        assertThat(StatusMapping.plainText(Status.DEADLINE_EXCEEDED.asRuntimeException()))
                .isEqualTo("did not answer in time");
    }

    @Test
    void neverFillsInWhatADetailSays() {
        Errors error = Errors.of(StatusMapping.toStatus(ApiException.of(Refusal.of(
                RefusalReason.RESOURCE_IN_MAINTENANCE, "resource", "{message}", "message", "$1 {resource}"))));

        assertThat(error.message()).contains("resource {message} is in maintenance: $1 {resource};");
    }

    @Test
    void fitsIntoTheTrailersOfAClientWhateverIsWrong() {
        FieldChecks checks = new FieldChecks();
        for (int i = 0; i < 5_000; i++) {
            checks.violate("inventory.entries[" + i + "].some.long.path", "x".repeat(1_000));
        }
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> checks.result(() -> ""));

        com.google.rpc.Status status = io.grpc.protobuf.StatusProto.fromThrowable(StatusMapping.toStatus(thrown));

        // Base64 adds a third, and the message stands in the trailers a second time.
        assertThat(status.getSerializedSize() * 4 / 3 + status.getMessage().length())
                .isLessThan(8_192 - 512);
    }

    static Stream<ErrorReason> reasons() {
        return Arrays.stream(ErrorReason.values())
                .filter(reason -> reason != ErrorReason.ERROR_REASON_UNSPECIFIED && reason != ErrorReason.UNRECOGNIZED);
    }
}
