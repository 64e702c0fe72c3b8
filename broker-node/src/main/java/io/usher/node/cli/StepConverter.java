package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.proto.v1.Schedule.Action;
import io.usher.proto.v1.Schedule.Step;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A step of a schedule as an option gives it: {@code 30m=log-off}; before the start {@code -10m=message:We close at
 * ten.}
 */
final class StepConverter implements ITypeConverter<Step> {

    @Override
    public Step convert(String text) throws Exception {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new TypeConversionException("expected OFFSET=ACTION as in 30m=log-off, found '" + text + "'");
        }
        String action = text.substring(equals + 1);
        int colon = action.indexOf(':');
        Step.Builder step = Step.newBuilder()
                .setOffset(
                        Durations.fromMillis(offset(text.substring(0, equals)).toMillis()))
                .setAction(new WordConverter.Maintenance().convert(colon < 0 ? action : action.substring(0, colon)));
        boolean isMessage = step.getAction() == Action.ACTION_MESSAGE;
        if (isMessage != colon >= 0) {
            throw new TypeConversionException(
                    "expected a text behind a message and nothing else, as in -10m=message:We close., found '" + text
                            + "'");
        }
        return colon < 0
                ? step.build()
                : step.setText(action.substring(colon + 1)).build();
    }

    private static Duration offset(String text) throws Exception {
        boolean isBefore = text.startsWith("-");
        Duration offset = new ConnectionOptions.DurationConverter().convert(isBefore ? text.substring(1) : text);
        return isBefore ? offset.negated() : offset;
    }
}
