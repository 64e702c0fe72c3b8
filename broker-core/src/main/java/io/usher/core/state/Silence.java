package io.usher.core.state;

import io.usher.core.model.FeatureLevel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a component says that says nothing; see {@link io.usher.core.model.AddedLater}. */
final class Silence {

    private static final List<Object> VALUES =
            List.of(Optional.empty(), OptionalInt.empty(), List.of(), false, 0, 0L, FeatureLevel.FIRST);

    private Silence() {}

    /** Whether a value of a component that was added later says nothing. */
    static boolean is(Object value) {
        return VALUES.contains(value)
                || (value instanceof Record composite
                        && Arrays.stream(composite.getClass().getRecordComponents())
                                .allMatch(component -> is(read(composite, component))));
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
