package io.usher.it.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a reader may count on in every file. The bounds are hard; most files stay far below them. */
@Tag("any-jdk")
class TidyTest {
    /** A file that is longer has a second thing inside. The usual file stays under 250. */
    private static final int LONGEST_FILE = 400;

    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_FUNCTION = 40;
    /** A test may tell a longer story than a function. */
    private static final int LONGEST_TEST = 60;

    private static final int MOST_PARAMETERS = 5;

    /** Work that is left for later has an issue, as in {@code TODO(#12)}. */
    private static final Pattern NAMELESS_REMINDER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))");

    private static final String TEXT_BLOCK = "\"\"\"";
    private static final Pattern ONE_STRING = Pattern.compile("\\s*\\+?\\s*\".*\"[,;)]*");

    private static SourceTree tree = new SourceTree(Path.of(""), List.of());

    @BeforeAll
    static void readTheTree() throws IOException {
        tree = SourceTree.below(Path.of(System.getProperty("usher.source")).toRealPath());

        assertThat(tree.files()).as("files below %s", tree.root()).contains(Path.of("pom.xml"));
    }

    @Test
    void filesAreShort() {
        assertThat(tree.endingIn("java", "proto", "sh", "tla", "").filter(file -> lineCount(file) > LONGEST_FILE))
                .as("files over %d lines: split them by noun or verb", LONGEST_FILE)
                .isEmpty();
    }

    @Test
    void functionsAreShort() throws IOException {
        assertThat(Functions.of(tree))
                .filteredOn(function ->
                        function.lines() > (SourceTree.isTest(function.file()) ? LONGEST_TEST : LONGEST_FUNCTION))
                .as("functions over %d lines, or %d in tests: name the steps", LONGEST_FUNCTION, LONGEST_TEST)
                .isEmpty();
    }

    @Test
    void functionsTakeFewParameters() throws IOException {
        assertThat(Functions.of(tree))
                .filteredOn(function -> function.parameters() > MOST_PARAMETERS)
                .as("functions with more than %d parameters: some of them belong together", MOST_PARAMETERS)
                .isEmpty();
    }

    @Test
    void linesAreShort() {
        assertThat(linesOf(
                        tree.endingIn("java", "proto", "sh", "tla", ""),
                        TidyTest::withoutRecordings,
                        line -> line.codePointCount(0, line.length()) > LONGEST_LINE))
                .as("lines over %d characters", LONGEST_LINE)
                .isEmpty();
    }

    @Test
    void indentsWithSpaces() {
        assertThat(linesOf(tree.files().stream(), line -> line.indexOf('\t') >= 0))
                .as("lines with a tab")
                .isEmpty();
    }

    @Test
    void linesEndWhereTheirTextEnds() {
        assertThat(linesOf(tree.files().stream(), line -> line.endsWith(" ") || line.endsWith("\r")))
                .as("lines with blanks at the end")
                .isEmpty();
        assertThat(tree.files().stream()
                        .filter(file ->
                                !tree.text(file).isEmpty() && !tree.text(file).endsWith("\n")))
                .as("files whose last line has no end")
                .isEmpty();
    }

    @Test
    void remindersNameTheirIssue() {
        assertThat(linesOf(
                        tree.files().stream().filter(file -> !file.endsWith("TidyTest.java")),
                        NAMELESS_REMINDER.asPredicate()))
                .as("reminders without an issue, as in TODO(#12)")
                .isEmpty();
    }

    @Test
    void namesArePlain() {
        assertThat(tree.files().stream().map(Path::toString))
                .as("names of files")
                .allMatch(name -> name.matches("[A-Za-z0-9._/-]+"));
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        assertThat(tree.java()
                        .filter(file -> !SourceTree.isTest(file))
                        .map(Path::getParent)
                        .distinct()
                        .map(folder -> folder.resolve("package-info.java"))
                        .filter(info -> !tree.files().contains(info)
                                || !tree.text(info).contains("@NullMarked")
                                || !tree.text(info).startsWith("/**")))
                .as("packages without a @NullMarked package-info.java with a comment")
                .isEmpty();
    }

    private static int lineCount(Path file) {
        return tree.lines(file).size();
    }

    /**
     * The lines of a file; in tests with nothing in place of recorded data, that is text blocks and lines which are one
     * string: it stands there as it was captured.
     */
    private static List<String> withoutRecordings(Path file) {
        if (!SourceTree.isTest(file)) {
            return tree.lines(file);
        }
        List<String> lines = new ArrayList<>();
        boolean recording = false;
        for (String line : tree.lines(file)) {
            lines.add(recording || ONE_STRING.matcher(line).matches() ? "" : line);
            recording ^= line.contains(TEXT_BLOCK);
        }
        return lines;
    }

    /** The lines that match, as {@code file:line text}. */
    private static Stream<String> linesOf(Stream<Path> files, Predicate<String> match) {
        return linesOf(files, tree::lines, match);
    }

    private static Stream<String> linesOf(
            Stream<Path> files, Function<Path, List<String>> reader, Predicate<String> match) {
        return files.flatMap(file -> {
            List<String> lines = reader.apply(file);
            return IntStream.range(0, lines.size())
                    .filter(i -> match.test(lines.get(i)))
                    .mapToObj(i -> file + ":" + (i + 1) + " " + lines.get(i));
        });
    }
}
