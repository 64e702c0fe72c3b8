package io.usher.node.replication.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of the log as Ratis names it.
 *
 * @param start index of the first entry
 * @param end index of the last entry; empty for the one that is still written to
 */
public record LogFile(Path path, long start, OptionalLong end) {

    private static final Pattern NAME = Pattern.compile("log_(?:inprogress_(\\d{1,18})|(\\d{1,18})-(\\d{1,18}))");

    /** Those of a directory in the order of their entries; none when it is not there. */
    public static List<LogFile> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(directory)) {
            return list.flatMap(path -> named(path).stream())
                    .sorted(Comparator.comparingLong(LogFile::start)
                            .thenComparing(file -> file.path().toString()))
                    .toList();
        }
    }

    private static Optional<LogFile> named(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        Optional<String> open = Optional.ofNullable(name.group(1));
        return Optional.of(new LogFile(
                path,
                Long.parseLong(open.orElseGet(() -> name.group(2))),
                open.isPresent() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(name.group(3)))));
    }
}
