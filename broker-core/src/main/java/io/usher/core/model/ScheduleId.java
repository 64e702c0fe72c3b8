package io.usher.core.model;

/**
 * Names a schedule. Chosen by people, never reused for something else while the object exists.
 *
 * @param value 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 */
public record ScheduleId(String value) implements Comparable<ScheduleId> {

    public ScheduleId {
        Identifier.require("schedule id", value);
    }

    @Override
    public int compareTo(ScheduleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
