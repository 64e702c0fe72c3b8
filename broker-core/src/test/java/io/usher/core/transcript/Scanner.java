package io.usher.core.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads fields: {@code name=word other="a text" list=[a b] entries=[{key=1 user=anna}]}. */
final class Scanner {

    private static final String SPECIAL = "[]{}=\"";

    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    /** All fields up to the end of the text. */
    static SortedMap<String, Value> fields(String text) {
        Scanner scanner = new Scanner(text);
        SortedMap<String, Value> fields = scanner.fields();
        if (!scanner.isAtEnd()) {
            throw scanner.wrong("a name");
        }
        return fields;
    }

    /** Text that {@link #fields(String)} reads as one word. */
    static String quoted(String text) {
        boolean plain =
                !text.isEmpty() && text.chars().noneMatch(c -> Character.isWhitespace(c) || SPECIAL.indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private SortedMap<String, Value> fields() {
        SortedMap<String, Value> fields = new TreeMap<>();
        skipBlanks();
        while (!isAtEnd() && text.charAt(at) != '}') {
            String name = word();
            expect('=');
            if (fields.put(name, value()) != null) {
                throw new IllegalArgumentException("field '" + name + "' must stand once, found it twice");
            }
            skipBlanks();
        }
        return fields;
    }

    private Value value() {
        if (isAtEnd()) {
            throw wrong("a value");
        }
        if (text.charAt(at) == '[') {
            return new Value.Items(items());
        }
        if (text.charAt(at) == '{') {
            at++;
            SortedMap<String, Value> fields = fields();
            expect('}');
            return new Value.Fields(fields);
        }
        return new Value.Word(word());
    }

    private List<Value> items() {
        expect('[');
        List<Value> items = new ArrayList<>();
        skipBlanks();
        while (!isAtEnd() && text.charAt(at) != ']') {
            items.add(value());
            skipBlanks();
        }
        expect(']');
        return items;
    }

    private String word() {
        if (!isAtEnd() && text.charAt(at) == '"') {
            return quotedWord();
        }
        int start = at;
        while (!isAtEnd() && !Character.isWhitespace(text.charAt(at)) && SPECIAL.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw wrong("a word");
        }
        return text.substring(start, at);
    }

    private String quotedWord() {
        StringBuilder word = new StringBuilder();
        for (at++; !isAtEnd() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            word.append(text.charAt(at));
        }
        expect('"');
        return word.toString();
    }

    private void expect(char c) {
        if (isAtEnd() || text.charAt(at) != c) {
            throw wrong("'" + c + "'");
        }
        at++;
    }

    private void skipBlanks() {
        while (!isAtEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean isAtEnd() {
        return at >= text.length();
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException(
                "expected " + expected + " at column " + at + ", found '" + text.substring(at) + "'");
    }
}
