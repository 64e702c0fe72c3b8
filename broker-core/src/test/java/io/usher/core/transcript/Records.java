package io.usher.core.transcript;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Records by reflection, so that a new component shows in the transcripts by itself. */
final class Records {

    private Records() {}

    static Object read(Record owner, RecordComponent component) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component + " of " + owner, e);
        }
    }

    static <T> T create(Class<T> type, List<Object> components) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(components.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("no such " + type.getSimpleName() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type, e);
        }
    }

    /** Whether the type is a record that only gives a meaning to one value, as an identifier does. */
    static boolean isWrapper(Class<?> type) {
        return type.isRecord() && type.getRecordComponents().length == 1;
    }
}
