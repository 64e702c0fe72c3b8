package io.usher.core.transcript;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a value is made of: all constants in it, and the types of all records in it. */
public final class Contents {

    private final Set<Enum<?>> constants = new LinkedHashSet<>();
    private final Set<Class<?>> records = new LinkedHashSet<>();

    public void add(Object value) {
        if (value instanceof Enum<?> constant) {
            constants.add(constant);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::add);
        } else if (value instanceof List<?> list) {
            list.forEach(this::add);
        } else if (value instanceof Record composite) {
            records.add(composite.getClass());
            for (RecordComponent component : composite.getClass().getRecordComponents()) {
                add(Records.read(composite, component));
            }
        }
    }

    public Set<Enum<?>> constants() {
        return constants;
    }

    public Set<Class<?>> records() {
        return records;
    }
}
