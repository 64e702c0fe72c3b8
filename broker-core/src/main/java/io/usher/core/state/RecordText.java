package io.usher.core.state;

import io.usher.core.model.AddedLater;
import io.usher.core.model.LogPosition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Records as short texts for people, the same on every JVM. Walks the records themselves, so that a new component
 * cannot be forgotten; one that was added after the first release is left out while it says nothing, see
 * {@link AddedLater}.
 */
final class RecordText {

    private RecordText() {}

    /** The parts of a record, those of records within it with dots between; what is as it was made is left out. */
    static Map<String, String> fields(Record value) {
        Map<String, String> fields = new LinkedHashMap<>();
        collect("", value, fields);
        return fields;
    }

    private static void collect(String prefix, Record owner, Map<String, String> fields) {
        for (RecordComponent component : owner.getClass().getRecordComponents()) {
            Object value = read(owner, component);
            if (component.isAnnotationPresent(AddedLater.class) && Silence.is(value)) {
                continue;
            }
            String path = prefix + component.getName();
            boolean isPosition = value instanceof LogPosition;
            if (!isPosition && value instanceof Record inner && inner.getClass().getRecordComponents().length > 1) {
                collect(path + ".", inner, fields);
            } else {
                fields.put(path, text(value));
            }
        }
    }

    static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(RecordText::text).orElse("");
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? Integer.toString(optional.getAsInt()) : "";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordText::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Duration duration) {
            return duration.toMillis() + "ms";
        }
        if (value instanceof Record inner && !(value instanceof LogPosition)) {
            RecordComponent[] components = inner.getClass().getRecordComponents();
            return components.length == 1
                    ? text(read(inner, components[0]))
                    : fields(inner).entrySet().stream()
                            .map(field -> field.getKey() + "=" + field.getValue())
                            .collect(Collectors.joining(" ", "{", "}"));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        // Texts, numbers and truths; each has one form.
        return String.valueOf(value);
    }

    private static Object read(Record owner, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
