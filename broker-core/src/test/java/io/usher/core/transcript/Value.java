package io.usher.core.transcript;

import java.util.List;
import java.util.SortedMap;

/** What stands behind the equals sign of a field. */
sealed interface Value {

    /** A name or number, or a text in quotes. */
    record Word(String text) implements Value {}

    /** {@code [a b c]} */
    record Items(List<Value> values) implements Value {}

    /** {@code {name=a state=b}} */
    record Fields(SortedMap<String, Value> values) implements Value {}
}
