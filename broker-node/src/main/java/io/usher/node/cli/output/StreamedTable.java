package io.usher.node.cli.output;

import java.util.ArrayList;
import java.util.List;

/** A table that grows at the bottom and never ends: columns become wider when they have to, never narrower. */
public final class StreamedTable {
    private final Printer printer;
    private final List<Integer> widths = new ArrayList<>();

    /**
     * Starts a table.
     *
     * @param columns heads, each padded with blanks to the width that its column begins with
     */
    public StreamedTable(Printer printer, String... columns) {
        this.printer = printer;
        List<Cell> heads = new ArrayList<>();
        for (String column : columns) {
            heads.add(Cell.of(column.strip()));
            widths.add(column.length());
        }
        if (printer.hasHeads()) {
            printer.text(printer.table().render(List.of(heads), widths));
        }
    }

    /** Prints a row. */
    public void add(List<Cell> row) {
        for (int i = 0; i < row.size(); i++) {
            widths.set(i, Math.max(widths.get(i), row.get(i).text().length()));
        }
        printer.text(printer.table().render(List.of(row), widths));
    }
}
