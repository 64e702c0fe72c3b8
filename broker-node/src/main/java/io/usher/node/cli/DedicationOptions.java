package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.node.config.DurationText;
import io.usher.proto.v1.Dedication;
import io.usher.proto.v1.Pool;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Whose the hosts and sessions of a pool are. */
final class DedicationOptions {

    /** How long something is kept; empty for ever. */
    private record Keeping(Optional<Duration> time) {}

    /** Reads a duration, or {@code never}. */
    static final class KeepingConverter implements ITypeConverter<Keeping> {
        @Override
        public Keeping convert(String text) {
            return new Keeping(
                    text.equalsIgnoreCase("never")
                            ? Optional.empty()
                            : Optional.of(Conversion.of(text, DurationText::parse)));
        }
    }

    @Option(
            names = "--dedicated",
            paramLabel = "KIND",
            converter = WordConverter.Dedicated.class,
            completionCandidates = WordConverter.Dedicated.class,
            description = "Whom hosts belong to: ${COMPLETION-CANDIDATES}. Each is bound to a host on first use, and"
                    + " gets no other afterwards. A new pool: off.")
    private Optional<Dedication> dedicated = Optional.empty();

    @Option(
            names = "--binding-unused",
            paramLabel = "DURATION",
            converter = KeepingConverter.class,
            description = "When a binding goes by itself: after so long without a session on its host, 1m to 3650d; or"
                    + " never. A new pool: never.")
    private Optional<Keeping> unused = Optional.empty();

    @Option(
            names = "--session-sharing",
            paramLabel = "BOOLEAN",
            arity = "1",
            description = "Whether further applications of a user run in a session of another one: true, false. A new"
                    + " pool: false.")
    private Optional<Boolean> sharing = Optional.empty();

    @Option(
            names = "--prelaunch-hold",
            paramLabel = "DURATION",
            converter = ConnectionOptions.DurationConverter.class,
            description =
                    "How long a session is held that 'usher assign --prelaunch' began, 1m to 24h. A new pool: 10m.")
    private Optional<Duration> hold = Optional.empty();

    Fields fill(Fields fields, Pool.Builder pool) {
        return fields.set("dedicated", dedicated, pool::setDedicated)
                .set("session_sharing", sharing, pool::setSessionSharing)
                .set("prelaunch_hold", hold.map(Duration::toMillis).map(Durations::fromMillis), pool::setPrelaunchHold)
                .set(
                        "binding_unused",
                        unused,
                        keeping -> keeping.time()
                                .map(Duration::toMillis)
                                .map(Durations::fromMillis)
                                .ifPresent(pool::setBindingUnused));
    }
}
