package io.usher.core.transcript;

import io.usher.core.command.Command;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.RequestId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Steps as lines: {@code +5s r1: AssignSession user=anna resource=office}.
 *
 * <p>Before the command may stand: the position ({@code @17-0}), else the next entry of the log, or with {@code &} the
 * next place in the same entry; the time by the primary's clock ({@code =12s}) or by how far it went on or back
 * ({@code +5s}, {@code -5s}), else as it was; the request id with a colon, else none.
 */
public final class StepText {

    private static final Pattern LINE = Pattern.compile("(?<same>& *)?(?:@(?<position>[0-9]+-[0-9]+) +)?"
            + "(?:(?<sign>[-+=])(?<seconds>[0-9.]+s) +)?(?:(?<request>[A-Za-z0-9._-]+): +)?"
            + "(?<command>[A-Za-z]+)(?: +(?<fields>.*))?");

    private LogPosition last = LogPosition.NONE;
    private LogTime clock = LogTime.ZERO;

    /** Reads the line after those read before. */
    public Step read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a step must look like '+5s r1: AssignSession user=anna resource=office', found '" + line + "'");
        }
        last = position(matcher);
        clock = time(matcher);
        Optional<String> request = Optional.ofNullable(matcher.group("request"));
        Optional<String> fields = Optional.ofNullable(matcher.group("fields"));
        Command command = RecordReader.read(commandNamed(matcher.group("command")), Scanner.fields(fields.orElse("")));
        return new Step(last, clock, request.map(RequestId::new), command);
    }

    /** Writes a line that is read the same wherever it stands. */
    public static String write(Step step) {
        String request = step.request().map(id -> id + ": ").orElse("");
        return "@" + step.position() + " =" + TimeText.of(step.proposed()) + " " + request
                + step.command().getClass().getSimpleName() + " " + RecordWriter.fields((Record) step.command());
    }

    private LogPosition position(Matcher matcher) {
        if (matcher.group("position") != null) {
            return LogPosition.parse(matcher.group("position"));
        }
        return matcher.group("same") != null
                ? new LogPosition(last.index(), last.ordinal() + 1)
                : new LogPosition(last.index() + 1, 0);
    }

    private LogTime time(Matcher matcher) {
        if (matcher.group("sign") == null) {
            return clock;
        }
        Duration duration = TimeText.duration(matcher.group("seconds"));
        return switch (matcher.group("sign")) {
            case "+" -> clock.plus(duration);
            case "-" -> new LogTime(clock.epochMillis() - duration.toMillis());
            default -> new LogTime(duration.toMillis());
        };
    }

    private static Class<? extends Command> commandNamed(String name) {
        return Arrays.stream(Command.class.getPermittedSubclasses())
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no command is named " + name))
                .asSubclass(Command.class);
    }
}
