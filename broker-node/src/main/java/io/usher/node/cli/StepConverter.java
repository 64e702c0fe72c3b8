package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.proto.v1.Schedule.Step;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A step of a schedule as an option gives it: {@code 30m=log-off}. */
final class StepConverter implements ITypeConverter<Step> {

    @Override
    public Step convert(String text) throws Exception {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new TypeConversionException("expected OFFSET=ACTION as in 30m=log-off, found '" + text + "'");
        }
        Duration offset = new ConnectionOptions.DurationConverter().convert(text.substring(0, equals));
        return Step.newBuilder()
                .setOffset(Durations.fromMillis(offset.toMillis()))
                .setAction(new WordConverter.Maintenance().convert(text.substring(equals + 1)))
                .build();
    }
}
