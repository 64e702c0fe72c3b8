package io.usher.core;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Calls whose result two brokers with the same log may see differently, and what to use instead. */
final class Nondeterminism extends ArchCondition<JavaClass> {
    /** Any number of parameters. */
    private static final int ANY = -1;

    private static final String ORDER = "its order differs from one JVM to the next";
    private static final String TIME = "time comes in with the command";
    private static final String CHANCE = "chance comes in with the command, as a seed";
    private static final String PLACE = "it depends on the machine";

    private static final List<Ban> BANS = List.of(
            new Ban("java.util.Map", "of", ANY, ORDER),
            new Ban("java.util.Map", "ofEntries", ANY, ORDER),
            new Ban("java.util.Map", "copyOf", ANY, ORDER),
            new Ban("java.util.Set", "of", ANY, ORDER),
            new Ban("java.util.Set", "copyOf", ANY, ORDER),
            new Ban("java.util.stream.Collectors", "toSet", ANY, ORDER),
            new Ban("java.util.stream.Collectors", "toUnmodifiableSet", ANY, ORDER),
            new Ban("java.util.stream.Collectors", "toUnmodifiableMap", ANY, ORDER),
            new Ban("java.util.stream.Collectors", "toMap", 2, ORDER),
            new Ban("java.util.stream.Collectors", "toMap", 3, ORDER),
            new Ban("java.util.stream.Collectors", "groupingBy", 1, ORDER),
            new Ban("java.util.stream.Collectors", "groupingBy", 2, ORDER),
            new Ban("java.util.Collection", "parallelStream", ANY, ORDER),
            new Ban("java.util.stream.BaseStream", "parallel", ANY, ORDER),
            new Ban("java.lang.System", "identityHashCode", ANY, "it differs from one JVM to the next"),
            new Ban("java.lang.Enum", "hashCode", ANY, "it differs from one JVM to the next"),
            new Ban("java.lang.Object", "hashCode", ANY, "it may differ from one JVM to the next"),
            new Ban("java.lang.Record", "hashCode", ANY, "it differs from one JVM to the next"),
            new Ban("java.util.Objects", "hash", ANY, "it may differ from one JVM to the next"),
            new Ban("java.util.Objects", "hashCode", ANY, "it may differ from one JVM to the next"),
            new Ban("java.lang.System", "currentTimeMillis", ANY, TIME),
            new Ban("java.lang.System", "nanoTime", ANY, TIME),
            new Ban("java.time.Instant", "now", ANY, TIME),
            new Ban("java.time.LocalDate", "now", ANY, TIME),
            new Ban("java.time.LocalDateTime", "now", ANY, TIME),
            new Ban("java.time.ZonedDateTime", "now", ANY, TIME),
            new Ban("java.time.OffsetDateTime", "now", ANY, TIME),
            new Ban("java.lang.Math", "random", ANY, CHANCE),
            new Ban("java.lang.StrictMath", "random", ANY, CHANCE),
            new Ban("java.util.UUID", "randomUUID", ANY, CHANCE),
            new Ban("java.util.Random", "<init>", 0, CHANCE),
            new Ban("java.util.SplittableRandom", "<init>", 0, CHANCE),
            new Ban("java.util.Collections", "shuffle", 1, CHANCE),
            new Ban("java.lang.System", "getenv", ANY, PLACE),
            new Ban("java.lang.System", "getProperty", ANY, PLACE),
            new Ban("java.lang.System", "lineSeparator", ANY, PLACE),
            new Ban("java.time.ZoneId", "systemDefault", ANY, PLACE),
            new Ban("java.util.Locale", "getDefault", ANY, PLACE),
            new Ban("java.nio.charset.Charset", "defaultCharset", ANY, PLACE),
            new Ban("java.lang.String", "getBytes", 0, "give the character set"),
            new Ban("java.lang.String", "toLowerCase", 0, "give Locale.ROOT"),
            new Ban("java.lang.String", "toUpperCase", 0, "give Locale.ROOT"),
            new Ban("java.lang.String", "formatted", ANY, "use String.format with Locale.ROOT"),
            new Ban("java.lang.String", "format", 2, "give Locale.ROOT"));

    Nondeterminism() {
        super("call what differs between brokers");
    }

    @Override
    public void check(JavaClass caller, ConditionEvents events) {
        for (JavaAccess<?> access : caller.getAccessesFromSelf()) {
            if (access.getTarget() instanceof CodeUnitAccessTarget target) {
                BANS.stream()
                        .filter(ban -> ban.covers(target))
                        .forEach(ban -> events.add(SimpleConditionEvent.satisfied(
                                access, access.getDescription() + ": " + ban.because())));
            }
        }
    }

    private record Ban(String owner, String method, int parameters, String because) {
        boolean covers(CodeUnitAccessTarget target) {
            return target.getName().equals(method)
                    && target.getOwner().isAssignableTo(owner)
                    && (parameters == ANY
                            || parameters == target.getRawParameterTypes().size());
        }
    }
}
