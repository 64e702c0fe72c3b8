package io.usher.node.cli;

import io.grpc.Status;
import io.usher.node.cli.client.CallFailedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the process tells by its exit code; each has one meaning. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "failed: refused by the broker, or a defect"),
    USAGE(2, "wrong usage: command line or configuration"),
    NOT_FOUND(3, "not found"),
    CONFLICT(4, "precondition or conflict: the state does not allow it"),
    UNAVAILABLE(5, "unavailable: no broker reached, or no primary"),
    OUTCOME_UNKNOWN(6, "outcome unknown: repeat with the same request id"),
    NOT_PERMITTED(7, "not permitted"),
    NO(8, "checked, and the answer is no"),
    INTERRUPTED(130, "interrupted");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    /** Codes and meanings for the help, in order of code. */
    static Map<String, String> forHelp() {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitCode exit : values()) {
            list.put(Integer.toString(exit.code), exit.meaning);
        }
        return list;
    }

    static ExitCode of(CallFailedException.Details failure) {
        return failure.openRequest().isPresent()
                ? OUTCOME_UNKNOWN
                : of(failure.decisive().code());
    }

    private static ExitCode of(Status.Code code) {
        return switch (code) {
            case OK -> DONE;
            case NOT_FOUND -> NOT_FOUND;
            case FAILED_PRECONDITION, ABORTED, ALREADY_EXISTS, OUT_OF_RANGE -> CONFLICT;
            case UNAVAILABLE, DEADLINE_EXCEEDED -> UNAVAILABLE;
            case PERMISSION_DENIED, UNAUTHENTICATED -> NOT_PERMITTED;
            case INVALID_ARGUMENT, RESOURCE_EXHAUSTED, CANCELLED, UNKNOWN, UNIMPLEMENTED, INTERNAL, DATA_LOSS -> FAILED;
        };
    }
}
