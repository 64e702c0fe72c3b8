package io.usher.node.cli.output;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param head its head, upper case
 * @param wide whether only the wide table has it
 * @param cell what it says about an object
 */
public record Column<T>(String head, boolean wide, Function<T, Cell> cell) {

    /** A column of every table. */
    public static <T> Column<T> of(String head, Function<T, String> text) {
        return new Column<>(head, false, object -> Cell.of(text.apply(object)));
    }

    /** A column of the wide table. */
    public static <T> Column<T> wide(String head, Function<T, String> text) {
        return new Column<>(head, true, object -> Cell.of(text.apply(object)));
    }

    /** A column of every table whose cells are coloured. */
    public static <T> Column<T> toned(String head, Function<T, Cell> cell) {
        return new Column<>(head, false, cell);
    }
}
