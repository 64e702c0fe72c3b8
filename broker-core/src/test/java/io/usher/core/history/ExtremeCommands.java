package io.usher.core.history;

import io.usher.core.command.Command;
import io.usher.core.model.Criterion;
import io.usher.core.model.Fence;
import io.usher.core.model.Filter;
import io.usher.core.model.FilterRule;
import io.usher.core.model.FolderId;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.core.transcript.Step;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Commands with whatever their constructors let through: the longest texts, the largest numbers, positions that never
 * were. Built by reflection, so that a new command or component is in without being thought of.
 */
final class ExtremeCommands {

    private static final List<String> TEXTS = List.of(
            "cn:" + "*x".repeat(126),
            "",
            "a",
            "h1:1",
            "[::1]:65535",
            "x".repeat(63),
            "y".repeat(64),
            "z".repeat(512),
            "\u0130\ud83d\ude00",
            "\ud83d",
            "\n",
            " ",
            "10.0.0.0/8",
            "sat,sun 22:00-06:00 -14:00");
    private static final List<Long> NUMBERS =
            List.of(0L, 1L, 2L, 999L, 1_000L, 4_096L, 10_000L, 100_000L, 1L << 20, 1L << 50, Long.MAX_VALUE, -1L);
    private static final List<Duration> DURATIONS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofDays(36_525),
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MIN_VALUE),
            Duration.ofNanos(1_000_000_001));
    private static final List<LogPosition> POSITIONS = List.of(
            LogPosition.NONE,
            new LogPosition(1, 0),
            new LogPosition(1, Integer.MAX_VALUE),
            new LogPosition(Long.MAX_VALUE, Integer.MAX_VALUE));

    /** How many values of each type are used again: most texts are refused, so that finding one takes many trials. */
    private static final int REMEMBERED = 16;

    private final Chance chance;
    private final Map<Class<?>, List<Object>> accepted = new HashMap<>();
    private int steps;

    ExtremeCommands(long seed) {
        chance = new Chance(seed);
    }

    /** In every second step, another command; late in the history, also a clock that is out by ages. */
    Step instead(Step usual, BrokerView view) {
        LogTime time = ++steps > 300 && chance.percent(2) ? new LogTime(Long.MAX_VALUE) : usual.proposed();
        Command command = chance.percent(50) ? any(view) : usual.command();
        return new Step(usual.position(), time, usual.request(), command);
    }

    private Command any(BrokerView view) {
        Class<?> type = chance.oneOf(Arrays.asList(Command.class.getPermittedSubclasses()));
        Optional<Object> command = Optional.empty();
        while (command.isEmpty()) {
            command = record(type, view);
        }
        return (Command) command.get();
    }

    /** Empty when the constructor does not let it through. */
    private Optional<Object> record(Class<?> type, BrokerView view) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), view))
                .toArray();
        try {
            return Optional.of(type.getDeclaredConstructor(types).newInstance(values));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return Optional.empty();
            }
            throw new AssertionError("a constructor must say what is wrong, found " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot create " + type, e);
        }
    }

    private Object value(Type type, BrokerView view) {
        if (type instanceof ParameterizedType generic) {
            Type inner = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return chance.percent(50) ? Optional.empty() : Optional.of(value(inner, view));
            }
            // A filter is thrown away and made anew whenever a text beside it is malformed: a large one takes too long.
            boolean costly = inner == FilterRule.class || inner == Criterion.class;
            int size = chance.percent(3) && !costly ? 300 : chance.between(0, costly ? 2 : 4);
            return IntStream.range(0, size).mapToObj(n -> value(inner, view)).toList();
        }
        Class<?> plain = (Class<?>) type;
        Optional<Object> known = known(plain, view);
        return known.isPresent() && chance.percent(85) ? known.get() : leaf(plain, view);
    }

    /** Something that is there, so that a command gets further than to the first refusal. */
    private Optional<Object> known(Class<?> type, BrokerView view) {
        if (type == HostId.class) {
            return Optional.of(chance.oneOf(Names.HOSTS));
        }
        if (type == PoolId.class) {
            return Optional.of(chance.oneOf(Names.POOLS));
        }
        if (type == ResourceId.class) {
            return Optional.of(chance.oneOf(Names.RESOURCES));
        }
        if (type == Filter.class) {
            return Optional.of(Filter.NONE);
        }
        if (type == FolderId.class) {
            return Optional.of(chance.oneOf(Names.FOLDERS));
        }
        if (type == UserName.class) {
            return Optional.of(chance.oneOf(Names.USERS));
        }
        if (type == HostIncarnation.class) {
            return any(view.hosts()).map(Host::incarnation);
        }
        if (type == SessionId.class) {
            return any(view.sessions()).map(Session::id);
        }
        if (type == IdentityPattern.class) {
            return Optional.of(chance.oneOf(Names.IDENTITIES));
        }
        if (type == QueueEntryId.class) {
            return any(view.queueEntries()).map(QueueEntry::id);
        }
        return type == Fence.class
                ? any(view.sessions()).map(session -> session.grant().fence())
                : Optional.empty();
    }

    private <T> Optional<T> any(Collection<T> things) {
        return things.isEmpty() ? Optional.empty() : Optional.of(chance.oneOf(List.copyOf(things)));
    }

    private Object leaf(Class<?> type, BrokerView view) {
        if (type == String.class) {
            return chance.oneOf(TEXTS);
        }
        if (type == long.class) {
            return chance.oneOf(NUMBERS);
        }
        if (type == int.class) {
            return chance.oneOf(NUMBERS).intValue();
        }
        if (type == OptionalInt.class) {
            return chance.percent(50)
                    ? OptionalInt.empty()
                    : OptionalInt.of(chance.oneOf(NUMBERS).intValue());
        }
        if (type == boolean.class) {
            return chance.percent(50);
        }
        if (type == Duration.class) {
            return chance.oneOf(DURATIONS);
        }
        if (type == LogPosition.class) {
            return chance.percent(30) ? view.applied() : chance.oneOf(POSITIONS);
        }
        if (type.isEnum()) {
            return chance.oneOf(Arrays.asList(type.getEnumConstants()));
        }
        List<Object> before = accepted.computeIfAbsent(type, none -> new ArrayList<>());
        if (before.size() == REMEMBERED && chance.percent(90)) {
            return chance.oneOf(before);
        }
        Optional<Object> inner = Optional.empty();
        while (inner.isEmpty()) {
            inner = record(type, view);
        }
        if (before.size() == REMEMBERED) {
            before.set(chance.between(0, REMEMBERED - 1), inner.get());
        } else {
            before.add(inner.get());
        }
        return inner.get();
    }
}
