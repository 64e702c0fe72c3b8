package io.usher.node.cli.output;

import com.google.protobuf.Message;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.ColorScheme;

/** Prints answers in the chosen format. For one thread. */
public final class Printer {
    private final PrintWriter out;
    private final OutputFormat format;
    private final boolean heads;
    private final ColorScheme colours;

    /**
     * Creates a printer.
     *
     * @param heads whether tables have a line of heads
     * @param colours how coloured cells look; without colour where the output is not a terminal
     */
    public Printer(PrintWriter out, OutputFormat format, boolean heads, ColorScheme colours) {
        this.out = out;
        this.format = format;
        this.heads = heads;
        this.colours = colours;
    }

    public OutputFormat format() {
        return format;
    }

    /** Whether people read the output: a table of either width. */
    public boolean isForPeople() {
        return format == OutputFormat.TABLE || format == OutputFormat.WIDE;
    }

    /** Whether names alone are wanted. */
    public boolean isForNames() {
        return format == OutputFormat.NAME;
    }

    /** Prints several objects: a row each. */
    public <T> void list(Message response, List<T> objects, View<T> view) {
        switch (format) {
            case NAME -> objects.forEach(object -> out.println(view.name().apply(object)));
            case TABLE -> print(rows(objects, view.columns(false)));
            case WIDE -> print(rows(objects, view.columns(true)));
            case JSON, YAML -> message(response);
        }
        out.flush();
    }

    /** Prints one object: a line for each of its fields, with all of them in either table. */
    public <T> void one(Message response, T object, View<T> view) {
        switch (format) {
            case NAME -> out.println(view.name().apply(object));
            case TABLE, WIDE -> print(fields(object, view));
            case JSON, YAML -> message(response);
        }
        out.flush();
    }

    /** Prints that an object is gone: its name, or the answer as such. */
    public void removed(Message response, String name) {
        if (format == OutputFormat.JSON || format == OutputFormat.YAML) {
            message(response);
        } else {
            line(name);
        }
    }

    /** Prints a message as such; for people too it is then JSON. */
    public void message(Message message) {
        out.println(format == OutputFormat.YAML ? MessageText.yaml(message) : MessageText.json(message));
        out.flush();
    }

    /** Prints several messages as one array. */
    public void messages(List<? extends Message> messages) {
        out.println(format == OutputFormat.YAML ? MessageText.yamlArray(messages) : MessageText.jsonArray(messages));
        out.flush();
    }

    /** Prints a message of a stream: one line of JSON, or one document of YAML. */
    public void streamed(Message message) {
        out.println(format == OutputFormat.YAML ? "---\n" + MessageText.yaml(message) : MessageText.jsonLine(message));
        out.flush();
    }

    /** Prints a table that was made elsewhere; its first row holds the heads. */
    public void print(Table table) {
        text(table.render());
    }

    /** Prints one line for people. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints a text as it is, line ends and all. */
    public void raw(String text) {
        text(text);
    }

    boolean hasHeads() {
        return heads;
    }

    void text(String text) {
        out.print(text);
        out.flush();
    }

    /** An empty table in the colours of this output. */
    public Table table() {
        return new Table(colours);
    }

    /** An empty table with heads, unless they are not wanted. */
    public Table table(String... names) {
        return heads ? table().addTexts(names) : table();
    }

    private <T> Table rows(List<T> objects, List<Column<T>> columns) {
        Table table = table(columns.stream().map(Column::head).toArray(String[]::new));
        for (T object : objects) {
            table.add(
                    columns.stream().map(column -> column.cell().apply(object)).toList());
        }
        return table;
    }

    private <T> Table fields(T object, View<T> view) {
        Table table = table();
        for (Column<T> column : view.columns(true)) {
            table.add(List.of(Cell.of(column.head()), column.cell().apply(object)));
        }
        return table;
    }
}
