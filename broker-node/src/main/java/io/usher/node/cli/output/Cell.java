package io.usher.node.cli.output;

/**
 * One field of a table.
 *
 * @param text what it says; {@code -} stands for nothing
 * @param tone how it is coloured on a terminal
 */
public record Cell(String text, Tone tone) {

    /** What a reader should think of it. */
    public enum Tone {
        NORMAL,
        GOOD,
        ATTENTION,
        BAD
    }

    public Cell {
        text = text.isEmpty() ? "-" : printable(text);
    }

    static Cell of(String text) {
        return new Cell(text, Tone.NORMAL);
    }

    /**
     * Names and descriptions come from other people: no line breaks, no control sequences, none of picocli's markup.
     */
    private static String printable(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(result::appendCodePoint);
        return result.toString().replace("@|", "@ |").replace("|@", "| @");
    }
}
