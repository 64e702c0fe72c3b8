package io.usher.node.cli;

import io.usher.node.cli.client.CallFailedException;
import io.usher.node.cli.client.Failure;
import io.usher.node.cli.client.Failure.FieldFault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A failed call in words: {@code error: <what>; <why> [REASON]; <what to do>}, and a line for each detail. */
final class FailureText {
    private FailureText() {}

    static String of(CallFailedException.Details failure) {
        StringBuilder text = new StringBuilder("error: ")
                .append(what(failure))
                .append("; ")
                .append(why(failure))
                .append("; ")
                .append(toDo(failure));
        for (FieldFault fault : failure.decisive().fields()) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(fault.field())
                    .append(": ")
                    .append(fault.description());
        }
        failure.decisive().metadata().forEach((key, value) -> {
            // Metadata repeats the variable parts of the message for programs; people need only what is missing there.
            if (!failure.decisive().message().contains(value)) {
                text.append(System.lineSeparator())
                        .append("  ")
                        .append(key)
                        .append(": ")
                        .append(value);
            }
        });
        return text.toString();
    }

    private static String what(CallFailedException.Details failure) {
        if (failure.decisive().reason().equals(Optional.of("WAIT_TIMED_OUT"))) {
            return "the wait is over and there is no session";
        }
        String begin = failure.openRequest().isPresent() ? "nobody knows whether it was done: " : "cannot ";
        String words = words(failure.method());
        // The name of an object says what it is: "delete pools/office" rather than "delete pool pools/office".
        return failure.subject().contains("/")
                ? begin + words.substring(0, words.indexOf(' ')) + " " + failure.subject()
                : begin + words;
    }

    /** {@code CreatePool} reads {@code create pool}. */
    private static String words(String method) {
        if (method.equals("WatchAssignment")) {
            return "wait for a seat";
        }
        return method.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /** The cause alone. */
    static String why(CallFailedException.Details failure) {
        Failure decisive = failure.decisive();
        if (decisive.reason().isPresent()) {
            String message = decisive.message().isEmpty() ? "the broker refused it" : decisive.message();
            String reason = decisive.reason().get();
            return (Advice.about(reason).isPresent() ? withoutAdvice(message) : message) + " [" + reason + "]";
        }
        return failure.failures().stream().map(FailureText::withoutReason).collect(Collectors.joining(", "));
    }

    /** The API says last what a program can do; here stands what a person can do, with the verbs of this program. */
    private static String withoutAdvice(String message) {
        int end = message.lastIndexOf("; ");
        return end < 0 ? message : message.substring(0, end);
    }

    private static String withoutReason(Failure failure) {
        String server = failure.server().toString();
        return switch (failure.code()) {
            case DEADLINE_EXCEEDED -> server + " did not answer in time";
            case UNAVAILABLE ->
                failure.departed()
                        ? "the connection to " + server + " broke off: " + failure.message()
                        : server + " cannot be reached: " + failure.message();
            default ->
                server + " said " + failure.code() + (failure.message().isEmpty() ? "" : ": " + failure.message());
        };
    }

    private static String toDo(CallFailedException.Details failure) {
        if (failure.openRequest().isPresent()) {
            return "repeat the command with --request-id "
                    + failure.openRequest().get() + ", which never does it twice";
        }
        Failure decisive = failure.decisive();
        Optional<String> advice = decisive.reason().flatMap(Advice::about);
        return advice.orElseGet(() -> switch (decisive.code()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED ->
                (isClosedAtOnce(failure.failures())
                                ? "if the broker wants TLS, give --ca FILE, or --tls for a public authority; else "
                                : "")
                        + "check that a broker runs there, or name others with --server"
                        + (beyondLoopback(failure.failures()) ? " (a broker beyond loopback needs --ca)" : "");
            case UNAUTHENTICATED, PERMISSION_DENIED -> "check --cert and --key, or ask an administrator of the site";
            case UNIMPLEMENTED -> "the broker is of another version: see 'usher cluster status -o wide'";
            case INTERNAL, UNKNOWN, DATA_LOSS -> "look into the log of the broker";
            default -> "run it again with -v to see more";
        });
    }

    /** What a client without TLS sees of a server with it. */
    private static boolean isClosedAtOnce(List<Failure> failures) {
        return failures.stream().anyMatch(failure -> failure.message().contains("Network closed for unknown reason"));
    }

    private static boolean beyondLoopback(List<Failure> failures) {
        return failures.stream().anyMatch(failure -> !failure.server().isLoopback());
    }
}
