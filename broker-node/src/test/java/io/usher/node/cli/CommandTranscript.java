package io.usher.node.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a command prints, as somebody at a terminal sees it. A line with {@code $} is typed, and may be {@code usher},
 * {@code sleep 5m}, or {@code cat > FILE <<END} with the lines of the file behind it; the output of usher may go to a
 * file, too, and {@code ^C} interrupts it. Below stand its output, indented, what it says on standard error, after
 * {@code !}, and its exit code where that is not 0. Files lie in {@code /example}. Lines with {@code #} are remarks.
 */
record CommandTranscript(Path file, List<Step> steps) {

    static final Path FOLDER = Path.of("src/test/resources/cli");
    private static final Pattern FILE = Pattern.compile("cat > (\\S+) <<END");

    /** What is typed, with everything that stands before it or belongs to it. */
    record Step(List<String> lines) {

        /** The line without its prompt; empty for a remark. */
        String typed() {
            return lines.get(0).startsWith("$ ") ? lines.get(0).substring(2) : "";
        }

        boolean writesFile() {
            return FILE.matcher(typed()).matches();
        }

        List<String> content() {
            return lines.subList(1, lines.size() - 1);
        }
    }

    static CommandTranscript read(Path file) {
        try {
            List<Step> steps = new ArrayList<>();
            Iterator<String> lines = Files.readAllLines(file).iterator();
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.startsWith("#") || line.startsWith("$ ")) {
                    Step step = new Step(new ArrayList<>(List.of(line)));
                    steps.add(step);
                    while (step.writesFile() && !step.lines().contains("END")) {
                        step.lines().add(lines.next());
                    }
                }
            }
            return new CommandTranscript(file, steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<CommandTranscript> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(CommandTranscript::read).toList();
        }
    }

    /** The commands of usher that are run, without the program's name. */
    List<List<String>> runs() {
        return steps.stream()
                .map(Step::typed)
                .filter(typed -> typed.startsWith("usher "))
                .map(typed -> words(typed).subList(1, words(typed).size()))
                .toList();
    }

    /** As a shell takes them. */
    static List<String> words(String typed) {
        return Pattern.compile("(?:[^\\s']|'[^']*')+")
                .matcher(typed)
                .results()
                .map(word -> word.group().replace("'", ""))
                .toList();
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
