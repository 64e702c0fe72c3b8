package io.usher.core;

import io.usher.core.command.RefusalReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * For what each command may be refused, as it stands in {@code src/test/resources/refusals.txt}.
 *
 * @param lines reasons of each command
 */
record RefusalTable(SortedMap<String, List<Reason>> lines) {

    private static final Path FILE = Path.of(System.getProperty("basedir", "."), "src/test/resources/refusals.txt");

    /**
     * One reason of a command.
     *
     * @param isTooLarge whether it takes more than a transcript can hold, and has a test of its own
     */
    record Reason(RefusalReason reason, boolean isTooLarge) {

        static Reason parse(String word) {
            return new Reason(RefusalReason.valueOf(word.replace("*", "")), word.endsWith("*"));
        }
    }

    static RefusalTable read() {
        SortedMap<String, List<Reason>> table = new TreeMap<>();
        try (Stream<String> lines = Files.lines(FILE)) {
            lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" +"))
                    .forEach(words -> table.put(
                            words[0],
                            Arrays.stream(words).skip(1).map(Reason::parse).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RefusalTable(table);
    }

    /** All reasons of a command, with the one that any request may be refused for. */
    SortedSet<RefusalReason> reasonsOf(String command) {
        SortedSet<RefusalReason> reasons = new TreeSet<>(List.of(RefusalReason.REQUEST_ID_REUSED));
        lines.getOrDefault(command, List.of()).forEach(reason -> reasons.add(reason.reason()));
        return reasons;
    }
}
