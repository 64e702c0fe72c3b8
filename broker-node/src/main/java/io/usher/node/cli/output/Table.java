package io.usher.node.cli.output;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** A table as picocli lays it out: no lines, two spaces between columns, each as wide as its widest cell. */
public final class Table {
    private static final int GAP = 2;

    private final ColorScheme colours;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(ColorScheme colours) {
        this.colours = colours;
    }

    /** Adds a row; all rows have the same number of cells. */
    public Table add(List<Cell> row) {
        rows.add(List.copyOf(row));
        return this;
    }

    /** Adds a row of plain texts. */
    public Table addTexts(String... texts) {
        return add(List.of(texts).stream().map(Cell::of).toList());
    }

    /** Returns the table with a line end after each row; empty without rows. */
    public String render() {
        return rows.isEmpty() ? "" : render(rows, widths());
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int index = column;
            widths.add(rows.stream()
                    .mapToInt(row -> row.get(index).text().length())
                    .max()
                    .orElse(0));
        }
        return widths;
    }

    /** Renders rows in columns of given widths; a longer cell pushes the rest of its row to the right. */
    String render(List<List<Cell>> someRows, List<Integer> widths) {
        picocli.CommandLine.Help.Column[] columns = new picocli.CommandLine.Help.Column[widths.size()];
        for (int i = 0; i < columns.length; i++) {
            int gap = i == 0 ? 0 : GAP;
            columns[i] = new picocli.CommandLine.Help.Column(widths.get(i) + gap, gap, Overflow.TRUNCATE);
        }
        TextTable table = TextTable.forColumns(colours, columns);
        for (List<Cell> row : someRows) {
            table.addRowValues(row.stream().map(this::text).toArray(Text[]::new));
        }
        return table.toString();
    }

    private Text text(Cell cell) {
        return switch (cell.tone()) {
            case NORMAL -> colours.text(cell.text());
            case GOOD -> colours.text("@|green " + cell.text() + "|@");
            case ATTENTION -> colours.text("@|yellow " + cell.text() + "|@");
            case BAD -> colours.text("@|red " + cell.text() + "|@");
        };
    }
}
