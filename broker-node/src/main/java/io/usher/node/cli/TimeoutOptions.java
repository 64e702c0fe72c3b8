package io.usher.node.cli;

import com.google.protobuf.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/**
 * When sessions that nobody works in are logged off: of a host, a pool or the site; the nearest that says so counts.
 */
final class TimeoutOptions {

    @Option(
            names = "--linger-timeout",
            paramLabel = "DURATION",
            converter = InheritableDuration.Converter.class,
            description = "How long a session of an application stays once none is open in it or nobody is connected to"
                    + " it, up to 30d; never; or inherit.")
    private Optional<InheritableDuration> linger = Optional.empty();

    @Option(
            names = "--disconnected-timeout",
            paramLabel = "DURATION",
            converter = InheritableDuration.Converter.class,
            description = "How long any session stays that nobody is connected to, up to 30d; never; or inherit.")
    private Optional<InheritableDuration> disconnected = Optional.empty();

    Fields fill(Fields fields, Consumer<Duration> lingerSetter, Consumer<Duration> disconnectedSetter) {
        return fields.set("linger_timeout", linger, time -> time.give(lingerSetter))
                .set("disconnected_timeout", disconnected, time -> time.give(disconnectedSetter));
    }
}
