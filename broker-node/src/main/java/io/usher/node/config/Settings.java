package io.usher.node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The value of every option and where it comes from. Immutable once it was read. */
public final class Settings {
    private final Map<String, Effective<?>> byKey = new LinkedHashMap<>();

    /**
     * The value of one option.
     *
     * @param value empty when nobody gave one and there is no usual one
     * @param place where it was given
     */
    public record Effective<T>(Option<T> option, Optional<T> value, Place place) {

        /** The value as YAML; empty when there is none. */
        public Optional<String> text() {
            return value.map(option.type()::write);
        }
    }

    Settings(List<Effective<?>> values) {
        values.forEach(value -> byKey.put(value.option().key(), value));
    }

    /** Every option in the order of declaration. */
    public List<Effective<?>> all() {
        return List.copyOf(byKey.values());
    }

    <T> Optional<T> find(Option<T> option) {
        return effective(option).value();
    }

    /** The value of an option that has one: required ones, and those with a usual value. */
    <T> T get(Option<T> option) {
        return find(option)
                .orElseThrow(() -> new IllegalStateException("expected a value for " + option.key() + ", found none"));
    }

    Place place(Option<?> option) {
        return effective(option).place();
    }

    /** The same with another value for one option, which followed from others. */
    <T> Settings with(Option<T> option, T value, Place place) {
        List<Effective<?>> values = new ArrayList<>(byKey.values());
        values.replaceAll(
                old -> old.option().equals(option) ? new Effective<>(option, Optional.of(value), place) : old);
        return new Settings(values);
    }

    boolean isGiven(Option<?> option) {
        return place(option).source() != Place.Source.DEFAULT;
    }

    @SuppressWarnings("unchecked") // Each option was put in with a value of its own type.
    private <T> Effective<T> effective(Option<T> option) {
        Effective<?> effective = byKey.get(option.key());
        if (effective == null) {
            throw new IllegalArgumentException("expected an option of this configuration, found " + option.key());
        }
        return (Effective<T>) effective;
    }
}
