package io.usher.core.transcript;

import static java.util.stream.Collectors.joining;

import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes records as fields. The components of a record within a record are written as if they were its own; what is as
 * by default is left out.
 */
final class RecordWriter {

    private RecordWriter() {}

    static String fields(Record value) {
        Map<String, String> fields = new LinkedHashMap<>();
        collect(value, fields);
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(joining(" "));
    }

    private static void collect(Record owner, Map<String, String> fields) {
        for (RecordComponent component : owner.getClass().getRecordComponents()) {
            Object value = Records.read(owner, component);
            boolean isDefault = FieldDefaults.of(owner.getClass(), component).equals(Optional.of(value));
            if (isDefault) {
                continue;
            }
            if (value instanceof Record record && !isLeaf(record)) {
                collect(record, fields);
            } else if (fields.put(component.getName(), text(value)) != null) {
                throw new IllegalStateException(
                        "two components are named " + component.getName() + " in " + owner.getClass());
            }
        }
    }

    private static boolean isLeaf(Record value) {
        return value instanceof LogPosition || Records.isWrapper(value.getClass());
    }

    static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(RecordWriter::text).orElse("none");
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? String.valueOf(optional.getAsInt()) : "none";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordWriter::text).collect(joining(" ", "[", "]"));
        }
        if (value instanceof LogTime time) {
            return TimeText.of(time);
        }
        if (value instanceof Duration duration) {
            return TimeText.of(duration);
        }
        if (value instanceof Record record && !isLeaf(record)) {
            return "{" + fields(record) + "}";
        }
        return Scanner.quoted(value.toString());
    }
}
