package io.usher.core.transcript;

import io.usher.core.model.ActionId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.SessionId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link RecordWriter} writes. */
final class RecordReader {

    private final SortedMap<String, Value> unread;

    private RecordReader(SortedMap<String, Value> fields) {
        this.unread = new TreeMap<>(fields);
    }

    static <T> T read(Class<T> type, SortedMap<String, Value> fields) {
        RecordReader reader = new RecordReader(fields);
        T value = reader.create(type);
        if (!reader.unread.isEmpty()) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no field " + reader.unread.firstKey());
        }
        return value;
    }

    private <T> T create(Class<T> type) {
        List<Object> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> inner = component.getType();
            boolean spread = inner.isRecord() && inner != LogPosition.class && !Records.isWrapper(inner);
            components.add(spread ? create(inner) : field(type, component));
        }
        return Records.create(type, components);
    }

    private Object field(Class<?> owner, RecordComponent component) {
        Value value = unread.remove(component.getName());
        if (value == null) {
            return FieldDefaults.of(owner, component)
                    .orElseThrow(() -> new IllegalArgumentException(
                            owner.getSimpleName() + " must have a field " + component.getName() + ", found none"));
        }
        return convert(component.getGenericType(), value);
    }

    private static Object convert(Type type, Value value) {
        if (type instanceof ParameterizedType generic) {
            Type inner = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return Optional.of(convert(inner, value));
            }
            if (value instanceof Value.Items items) {
                return items.values().stream().map(item -> convert(inner, item)).toList();
            }
            throw new IllegalArgumentException("expected a list in [], found " + value);
        }
        Class<?> plain = (Class<?>) type;
        if (value instanceof Value.Fields fields) {
            return read(plain, fields.values());
        }
        if (value instanceof Value.Word word) {
            return leaf(plain, word.text());
        }
        throw new IllegalArgumentException("expected one " + plain.getSimpleName() + ", found " + value);
    }

    private static Object leaf(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        if (type == OptionalInt.class) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        if (type == long.class) {
            return Long.valueOf(text);
        }
        if (type == boolean.class) {
            return truth(text);
        }
        if (type == LogTime.class) {
            return new LogTime(TimeText.duration(text).toMillis());
        }
        if (type == Duration.class) {
            return TimeText.duration(text);
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        return composed(type, text);
    }

    private static Object composed(Class<?> type, String text) {
        if (type == LogPosition.class) {
            return LogPosition.parse(text);
        }
        if (type == QueueEntryId.class) {
            return QueueEntryId.parse(text);
        }
        if (type == SessionId.class) {
            return SessionId.parse(text);
        }
        if (type == ActionId.class) {
            return ActionId.parse(text);
        }
        if (Records.isWrapper(type)) {
            return Records.create(type, List.of(leaf(type.getRecordComponents()[0].getType(), text)));
        }
        throw new IllegalArgumentException("expected {fields} of " + type.getSimpleName() + ", found '" + text + "'");
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("expected true or false, found '" + text + "'");
        }
        return text.equals("true");
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + " is named " + name));
    }
}
