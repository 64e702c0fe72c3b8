package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.grpc.protobuf.StatusProto;
import io.usher.proto.v1.ErrorReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when a broker refuses, and which exit code a script sees. */
class FailureTest {
    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, POOL_NOT_FOUND, NOT_FOUND",
        "ALREADY_EXISTS, POOL_EXISTS, CONFLICT",
        "FAILED_PRECONDITION, POOL_IN_USE, CONFLICT",
        "ABORTED, ETAG_MISMATCH, CONFLICT",
        "INVALID_ARGUMENT, INVALID_FIELD, FAILED",
        "RESOURCE_EXHAUSTED, NO_SEAT, FAILED",
        "PERMISSION_DENIED, PERMISSION_DENIED, NOT_PERMITTED",
        "UNAUTHENTICATED, UNAUTHENTICATED, NOT_PERMITTED"
    })
    void givesEveryKindOfRefusalItsExitCode(Code code, String reason, ExitCode expected) {
        broker.refuse("DeletePool", code, reason, "no");

        Run run = Run.against(broker, "pool", "delete", "office", "--yes");

        assertThat(run.code()).isEqualTo(expected);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: cannot delete pools/office; no [" + reason + "]; ");
    }

    @Test
    void saysWhatWhyAndWhatToDo() {
        broker.refuse("CreatePool", Code.ALREADY_EXISTS, "POOL_EXISTS", "pool office exists");

        assertThat(Run.against(broker, "pool", "create", "office").err())
                .isEqualTo("error: cannot create pools/office; pool office exists [POOL_EXISTS]; take another id, or"
                        + " change it with 'usher pool update'\n");
    }

    @Test
    void namesEveryMalformedField() {
        broker.stream("CreatePool", Message.class, (request, observer) -> observer.onError(malformed()));

        assertThat(Run.against(broker, "pool", "create", "office", "--max-sessions-per-host", "-1")
                        .err()
                        .lines())
                .containsExactly(
                        "error: cannot create pools/office; a field is malformed [INVALID_FIELD]; mend the value and"
                                + " run it again",
                        "  pool.max_sessions_per_host: expected 1 to 100000, found -1",
                        "  hint: see the limits");
    }

    private static Throwable malformed() {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Code.INVALID_ARGUMENT.getNumber())
                .setMessage("a field is malformed")
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason("INVALID_FIELD")
                        .putMetadata("hint", "see the limits")
                        .putMetadata("what", "field")
                        .build()))
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                .setField("pool.max_sessions_per_host")
                                .setDescription("expected 1 to 100000, found -1"))
                        .build()))
                .build());
    }

    static Stream<ErrorReason> reasons() {
        return Arrays.stream(ErrorReason.values())
                .filter(reason -> reason != ErrorReason.ERROR_REASON_UNSPECIFIED)
                .filter(reason -> reason != ErrorReason.UNRECOGNIZED);
    }

    @Test
    void hasAdviceForEveryReasonOfTheApi() {
        assertThat(reasons())
                .allSatisfy(reason -> assertThat(Advice.about(reason.name().replace("ERROR_REASON_", "")))
                        .as(reason.name())
                        .isPresent());
    }

    @Test
    void advisesOnlyCommandsThatExist() {
        Stream<String> commands = reasons()
                .flatMap(reason -> Advice.about(reason.name().replace("ERROR_REASON_", "")).stream())
                .flatMap(advice -> java.util.regex.Pattern.compile("'usher ([^']*)'")
                        .matcher(advice)
                        .results()
                        .map(match -> match.group(1)));

        Set<String> known = UsageTest.everyCommand().stream()
                .map(command -> command.getCommandSpec().qualifiedName().replaceFirst("^usher ?", ""))
                .collect(Collectors.toSet());
        assertThat(commands)
                .isNotEmpty()
                .map(command -> command.replaceFirst(" -.*", ""))
                .allSatisfy(command -> assertThat(known).contains(command));
    }

    @Test
    void asksForAYesBeforeItDestroysWhereNobodyCanBeAsked() {
        Run run = Run.against(broker, "session", "end", "41");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'usher session end' cannot be taken back; confirm it with --yes");
        assertThat(broker.asked()).isEmpty();
    }

    @Test
    void doesNothingWhenThePersonAtTheTerminalSaysNo() {
        Run run =
                Run.with(java.util.Map.of("USHER_SERVER", broker.address()), new Person(false), "session", "end", "41");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("error: nothing was changed; ");
        assertThat(broker.asked()).isEmpty();
    }

    @Test
    void endsTheSessionWhenThePersonAtTheTerminalSaysYes() {
        broker.answer("EndSession", io.usher.proto.v1.EndSessionResponse.getDefaultInstance());

        Run run =
                Run.with(java.util.Map.of("USHER_SERVER", broker.address()), new Person(true), "session", "end", "41");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    /** Answers every question the same. */
    private record Person(boolean agrees) implements Terminal {
        @Override
        public boolean isInteractive() {
            return true;
        }

        @Override
        public boolean confirms(String question) {
            assertThat(question).endsWith("lost.").doesNotContain("%");
            return agrees;
        }
    }

    @Test
    void meansOneThingByEachExitCode() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).doesNotHaveDuplicates();
        assertThat(ExitCode.values()).extracting(ExitCode::meaning).doesNotHaveDuplicates();
    }

    @Test
    void listsEveryExitCodeInTheHelp() {
        String help = Run.of("--help").out();

        for (ExitCode code : ExitCode.values()) {
            assertThat(help).containsPattern(String.format(Locale.ROOT, "(?m)^  %d +%s", code.code(), code.meaning()));
        }
    }
}
