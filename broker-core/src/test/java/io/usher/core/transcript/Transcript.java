package io.usher.core.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A story as a text file: remarks, steps ({@code >}) and questions ({@code ?}), and below each what is expected.
 *
 * @param name of the file
 * @param blocks in order
 */
public record Transcript(String name, List<Block> blocks) {

    /** Where the stories are. */
    public static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "src/test/resources/transcripts");

    public Transcript {
        blocks = List.copyOf(blocks);
    }

    /**
     * One line of the author and what is expected to come of it.
     *
     * @param number of the line in its file, from 1
     */
    public record Block(int number, String input, List<String> expected) {

        public Block {
            expected = List.copyOf(expected);
        }

        boolean isStep() {
            return input.startsWith(">");
        }

        boolean isQuestion() {
            return input.startsWith("?");
        }
    }

    /** All stories in order of name. */
    public static List<Transcript> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(Transcript::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Transcript parse(String name, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!isExpectation(lines.get(i))) {
                List<String> expected = lines.subList(i + 1, lines.size()).stream()
                        .takeWhile(Transcript::isExpectation)
                        .toList();
                blocks.add(new Block(i + 1, lines.get(i), expected));
            }
        }
        return new Transcript(name, blocks);
    }

    private static boolean isExpectation(String line) {
        return line.startsWith("<") || line.startsWith("*") || line.startsWith("=");
    }

    @Override
    public String toString() {
        return name;
    }
}
