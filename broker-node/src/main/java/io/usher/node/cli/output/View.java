package io.usher.node.cli.output;

import java.util.List;
import java.util.function.Function;

/**
 * How one kind of object is shown.
 *
 * @param name the resource name of an object
 * @param columns in the order of a wide table
 */
public record View<T>(Function<T, String> name, List<Column<T>> columns) {
    public View {
        columns = List.copyOf(columns);
    }

    /** The same without these columns. */
    View<T> without(String... heads) {
        return new View<>(
                name,
                columns.stream()
                        .filter(column -> !List.of(heads).contains(column.head()))
                        .toList());
    }

    List<Column<T>> columns(boolean wide) {
        return columns.stream().filter(column -> wide || !column.wide()).toList();
    }
}
